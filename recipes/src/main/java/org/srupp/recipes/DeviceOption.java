package org.srupp.recipes;

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
  private DeviceName device = DeviceName.AUTO;

  /** Chooses it; before a provider is asked for anything that computes. */
  void choose(Devices devices, CommandSpec spec) {
    devices.choose(device, sentence -> spec.commandLine().getErr().println("srupp: " + sentence));
  }

  /** Whether the option was given. */
  boolean given() {
    return !device.equals(DeviceName.AUTO);
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
