package org.srupp.recipes;

import java.util.ArrayList;
import java.util.List;
import org.srupp.recipes.device.DeviceName;
import org.srupp.recipes.device.Devices;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where a model computes: the option of all commands that run one through the engine. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      converter = Converter.class,
      description =
          "cpu, cuda, cuda:N or auto: a card where everything is there, else the processor;"
              + " default: auto.")
  private DeviceName device;

  /**
   * Chooses it; before a provider is asked for anything that computes. That there is no card at all
   * is told to those only who asked for one.
   */
  void choose(Devices devices, CommandSpec spec) {
    List<String> said = new ArrayList<>();
    devices.choose(given() ? device : DeviceName.AUTO, said::add);
    if (DeviceName.AUTO.equals(device) && devices.card().isEmpty() && said.isEmpty()) {
      said.add("computing on the processor: no card; --device cuda says what was looked for");
    }
    said.forEach(sentence -> spec.commandLine().getErr().println("srupp: " + sentence));
  }

  /** Whether the option was given. */
  boolean given() {
    return device != null;
  }

  /** For picocli. */
  static final class Converter implements ITypeConverter<DeviceName> {
    @Override
    public DeviceName convert(String text) {
      try {
        return DeviceName.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
