package org.srupp.recipes;

import com.google.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.srupp.kernels.doctor.Finding;
import org.srupp.recipes.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: whether this machine can train, and what is missing. */
@Command(
    name = "doctor",
    description = "Look whether training works here, on the processor and on a card.",
    footer = {"", "Ends with 0 if training on the processor works, card or none."})
final class DoctorCommand implements Callable<Integer> {
  private final Doctor doctor;

  @Spec private CommandSpec spec;

  @Inject
  DoctorCommand(Doctor doctor) {
    this.doctor = doctor;
  }

  @Override
  public Integer call() {
    List<Finding> findings = doctor.look();
    findings.forEach(finding -> spec.commandLine().getOut().println(finding.line()));
    return findings.stream().anyMatch(Finding::problem) ? Failures.FAILED : Failures.DONE;
  }
}
