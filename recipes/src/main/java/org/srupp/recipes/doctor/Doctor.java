package org.srupp.recipes.doctor;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.srupp.kernels.doctor.CardFindings;
import org.srupp.kernels.doctor.Finding;

/** Looks at everything that training and searching stand on. */
public final class Doctor {
  private final EngineFindings engine;

  @Inject
  public Doctor(EngineFindings engine) {
    this.engine = engine;
  }

  /** What was found, Java first; never throws because of a card. */
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>(HostFindings.all());
    findings.addAll(engine.all());
    findings.addAll(CardFindings.ofProcess().all());
    return findings;
  }
}
