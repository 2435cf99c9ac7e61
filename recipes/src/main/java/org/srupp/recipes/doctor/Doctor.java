package org.srupp.recipes.doctor;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.srupp.kernels.doctor.CardFindings;
import org.srupp.kernels.doctor.Finding;
import org.srupp.recipes.device.Devices;

/** Looks at everything that training and searching stand on. */
public final class Doctor {
  private final EngineFindings engine;
  private final Devices devices;

  @Inject
  public Doctor(EngineFindings engine, Devices devices) {
    this.engine = engine;
    this.devices = devices;
  }

  /** What was found, Java first; never throws because of a card. */
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>(HostFindings.all());
    findings.addAll(engine.all());
    findings.addAll(CardFindings.ofProcess().all());
    findings.add(Finding.of("CUDA", devices.libtorch()));
    return findings;
  }
}
