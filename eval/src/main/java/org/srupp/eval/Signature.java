package org.srupp.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings behind a score, in sacreBLEU's order and spelling: {@code
 * nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0+srupp}.
 *
 * <p>The version says whose behaviour is reproduced, sacreBLEU's {@value #REPRODUCES}, and by whom:
 * what stands behind the plus is no part of sacreBLEU's version. Two signatures that are equal up
 * to it name the same computation.
 *
 * @param fields in printing order
 */
public record Signature(List<Field> fields) {
  /** The version of sacreBLEU whose numbers this package gives. */
  public static final String REPRODUCES = "2.6.0";

  /** The value of the version field. */
  public static final String VERSION = REPRODUCES + "+srupp";

  /**
   * One setting.
   *
   * @param name as in the long form
   * @param brief as in the short form
   * @param value the same in both
   */
  public record Field(String name, String brief, String value) {}

  /** Keeps its own copy of the fields. */
  public Signature {
    fields = List.copyOf(fields);
  }

  /**
   * This signature with more settings behind the first, the number of references: the place where
   * sacreBLEU prints how a score was resampled.
   */
  public Signature insert(List<Field> settings) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(1, settings);
    return new Signature(all);
  }

  /** The long form, or the short one if {@code brief}. */
  public String text(boolean brief) {
    return brief ? brief() : toString();
  }

  /** The short form, {@code #:1|c:mixed|e:no|tok:13a|s:exp|v:2.6.0+srupp}. */
  public String brief() {
    return joined(Field::brief);
  }

  /** The long form. */
  @Override
  public String toString() {
    return joined(Field::name);
  }

  private String joined(Function<Field, String> name) {
    return fields.stream()
        .map(field -> name.apply(field) + ":" + field.value())
        .collect(Collectors.joining("|"));
  }
}
