package io.tidings.event.reference;

import io.tidings.event.shape.DetailShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Row of a kind's table: one detail, at any depth. Immutable.
 *
 * @param path the names from the outermost detail on; {@code []} stands for the elements of a list,
 *     {@code .*} for the values of a map, and a name in parentheses for one of several records
 * @param component the detail
 */
record DetailRow(String path, DetailShape.Component component) {

  /** Returns the details of a record, each before those inside it. */
  static List<DetailRow> of(DetailShape.Structure structure) {
    List<DetailRow> rows = new ArrayList<>();
    add("", structure, rows);
    return rows;
  }

  private static void add(String prefix, DetailShape.Structure structure, List<DetailRow> rows) {
    for (DetailShape.Component component : structure.components()) {
      String path = prefix + component.name();
      rows.add(new DetailRow(path, component));
      addInner(path, component.shape(), rows);
    }
  }

  private static void addInner(String path, DetailShape shape, List<DetailRow> rows) {
    if (shape instanceof DetailShape.Structure structure) {
      add(path + ".", structure, rows);
    } else if (shape instanceof DetailShape.Elements elements) {
      addInner(path + "[]", elements.element(), rows);
    } else if (shape instanceof DetailShape.Entries entries) {
      addInner(path + ".*", entries.value(), rows);
    } else if (shape instanceof DetailShape.Alternatives alternatives) {
      alternatives
          .structures()
          .forEach((name, structure) -> add(path + "(" + name + ").", structure, rows));
    }
  }

  /** Returns the type of the detail as Markdown. */
  String type() {
    return type(component.shape());
  }

  private static String type(DetailShape shape) {
    if (shape instanceof DetailShape.Scalar scalar) {
      return MarkdownText.prose(ScalarForm.of(scalar.type()).name());
    }
    if (shape instanceof DetailShape.Choice choice) {
      return "one of " + codes(choice.texts());
    }
    if (shape instanceof DetailShape.Elements elements) {
      return (elements.isSet() ? "set of " : "list of ") + type(elements.element());
    }
    if (shape instanceof DetailShape.Entries entries) {
      return "map of " + type(entries.value());
    }
    if (shape instanceof DetailShape.Structure structure) {
      return MarkdownText.code(structure.type().getSimpleName());
    }
    return shape instanceof DetailShape.Alternatives alternatives
        ? "map whose `type` is one of " + codes(List.copyOf(alternatives.structures().keySet()))
        : "any value";
  }

  /** Returns texts as code, separated by commas. */
  static String codes(List<String> texts) {
    return texts.stream().map(MarkdownText::code).collect(Collectors.joining(", "));
  }
}
