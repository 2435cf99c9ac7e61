package org.srupp.recipes.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The reflection on records that reading and writing share. */
final class Components {
  private Components() {}

  static Object get(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("accessors of " + record.getClass() + " are public", e);
    }
  }

  static Constructor<?> constructor(Class<?> type) {
    try {
      return type.getConstructor(
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("the constructor of " + type + " is public", e);
    }
  }
}
