package io.tidings.event.testkit.catalog;

import static java.util.Objects.requireNonNull;

import io.tidings.event.Formerly;
import io.tidings.event.shape.DetailShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Form of one detail as a snapshot records it. Confined to one thread.
 *
 * @param type the name of a scalar type, or one of the words below
 * @param isRequired whether the detail is never absent
 * @param formerNames the names that it is also read by
 * @param constants the texts of an enum, sorted
 * @param parts the components by name, the element or value under its brackets, the alternatives by
 *     name in parentheses
 */
record DetailForm(
    String type,
    boolean isRequired,
    List<String> formerNames,
    List<String> constants,
    NavigableMap<String, DetailForm> parts) {

  static final String RECORD = "record";
  static final String SEALED = "sealed";
  static final String LIST = "List";
  static final String SET = "Set";
  static final String MAP = "Map";
  static final String ENUM = "enum";
  static final String OBJECT = "Object";

  static final String ELEMENT = "[]";
  static final String VALUE = "{}";

  /** Returns a form without parts, to which a reader adds them. */
  static DetailForm of(
      String type, boolean isRequired, List<String> formerNames, List<String> constants) {
    return new DetailForm(type, isRequired, formerNames, constants, new TreeMap<>());
  }

  /** Returns the form of the details of a kind; without parts if they are not declared. */
  static DetailForm of(DetailShape.@Nullable Structure details) {
    return details == null ? of(RECORD, Map.of()) : structure(details, List.of());
  }

  private static DetailForm of(String type, Map<String, DetailForm> parts) {
    return new DetailForm(type, false, List.of(), List.of(), new TreeMap<>(parts));
  }

  private static DetailForm structure(DetailShape.Structure shape, List<String> formerNames) {
    NavigableMap<String, DetailForm> parts = new TreeMap<>();
    for (DetailShape.Component component : shape.components()) {
      DetailForm form = of(component.shape());
      parts.put(
          component.name(),
          new DetailForm(
              form.type,
              component.isRequired(),
              component.formerNames(),
              form.constants,
              form.parts));
    }
    return new DetailForm(RECORD, false, formerNames, List.of(), parts);
  }

  private static DetailForm of(DetailShape shape) {
    if (shape instanceof DetailShape.Structure structure) {
      return structure(structure, List.of());
    }
    if (shape instanceof DetailShape.Scalar scalar) {
      return of(DetailTypes.name(scalar.type()), Map.of());
    }
    if (shape instanceof DetailShape.Choice choice) {
      return of(ENUM, false, List.of(), choice.texts().stream().sorted().toList());
    }
    if (shape instanceof DetailShape.Elements list) {
      return of(list.isSet() ? SET : LIST, Map.of(ELEMENT, of(list.element())));
    }
    if (shape instanceof DetailShape.Entries map) {
      return of(MAP, Map.of(VALUE, of(map.value())));
    }
    return shape instanceof DetailShape.Alternatives alternatives
        ? sealed(alternatives)
        : of(OBJECT, Map.of());
  }

  private static DetailForm sealed(DetailShape.Alternatives alternatives) {
    NavigableMap<String, DetailForm> parts = new TreeMap<>();
    alternatives
        .structures()
        .forEach(
            (name, record) -> parts.put(inParentheses(name), structure(record, names(record))));
    return of(SEALED, parts);
  }

  private static List<String> names(DetailShape.Structure record) {
    Formerly former = record.type().getAnnotation(Formerly.class);
    return former == null
        ? List.of()
        : Stream.of(former.value()).map(DetailForm::inParentheses).toList();
  }

  private static String inParentheses(String name) {
    return "(" + name + ")";
  }

  /** Returns the path of a part of this form, which has the empty path if it is the root. */
  String pathOf(String part, String path) {
    return type.equals(RECORD) && !path.isEmpty() ? path + "." + part : path + part;
  }

  /** Returns a part that this form has. */
  DetailForm part(String name) {
    return requireNonNull(parts.get(name), name);
  }

  /** Returns the names by which a part is read, in the order of preference. */
  List<String> namesOf(String part) {
    List<String> names = new ArrayList<>(List.of(part));
    names.addAll(part(part).formerNames);
    return names;
  }

  /** Returns the name of the part that reads a detail, or null if none does. */
  @Nullable String readerOf(String name) {
    return parts.keySet().stream()
        .filter(part -> namesOf(part).contains(name))
        .findFirst()
        .orElse(null);
  }
}
