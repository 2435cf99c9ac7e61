package org.srupp.recipes;

import com.google.inject.Injector;
import com.google.inject.Key;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Lets picocli ask the injector for commands; its own small helpers it makes itself. */
final class InjectorFactory implements IFactory {
  private final Injector injector;
  private final IFactory plain = CommandLine.defaultFactory();

  InjectorFactory(Injector injector) {
    this.injector = injector;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    boolean bound = injector.getExistingBinding(Key.get(type)) != null;
    return bound ? injector.getInstance(type) : plain.create(type);
  }
}
