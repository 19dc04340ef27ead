package io.tidings.event.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.event.shape.DetailShape;
import java.util.List;
import java.util.stream.Stream;

/** Schemas of details, in keywords that JSON Schema 2020-12 and AsyncAPI share. Stateless. */
final class DetailSchema {

  private DetailSchema() {}

  static ObjectNode of(DetailShape shape) {
    if (shape instanceof DetailShape.Scalar scalar) {
      return ScalarForm.of(scalar.type()).schema();
    }
    if (shape instanceof DetailShape.Choice choice) {
      return choice(choice);
    }
    if (shape instanceof DetailShape.Elements elements) {
      return elements(elements);
    }
    if (shape instanceof DetailShape.Entries entries) {
      ObjectNode schema = object().put("type", "object");
      schema.set("additionalProperties", of(entries.value()));
      return schema;
    }
    if (shape instanceof DetailShape.Structure structure) {
      return structure(structure);
    }
    return shape instanceof DetailShape.Alternatives alternatives
        ? alternatives(alternatives)
        : object();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode choice(DetailShape.Choice choice) {
    ObjectNode schema = object().put("type", "string");
    ArrayNode texts = schema.putArray("enum");
    choice.texts().forEach(texts::add);
    return schema;
  }

  private static ObjectNode elements(DetailShape.Elements elements) {
    ObjectNode schema = object().put("type", "array");
    schema.set("items", of(elements.element()));
    return elements.isSet() && !hasEqualNumbers(elements.element())
        ? schema.put("uniqueItems", true)
        : schema;
  }

  /** Returns whether different values may be the same number in JSON: 1 and 1.0, 0.0 and -0.0. */
  private static boolean hasEqualNumbers(DetailShape shape) {
    if (shape instanceof DetailShape.Scalar scalar) {
      return scalar.type() == Double.class || scalar.type() == Float.class;
    }
    if (shape instanceof DetailShape.Elements elements) {
      return hasEqualNumbers(elements.element());
    }
    if (shape instanceof DetailShape.Entries entries) {
      return hasEqualNumbers(entries.value());
    }
    if (shape instanceof DetailShape.Structure structure) {
      return structure.components().stream().anyMatch(each -> hasEqualNumbers(each.shape()));
    }
    return shape instanceof DetailShape.Alternatives alternatives
        ? alternatives.structures().values().stream().anyMatch(DetailSchema::hasEqualNumbers)
        : shape instanceof DetailShape.Anything;
  }

  private static ObjectNode alternatives(DetailShape.Alternatives alternatives) {
    ObjectNode schema = object();
    ArrayNode structures = schema.putArray("oneOf");
    alternatives
        .structures()
        .forEach((name, structure) -> structures.add(alternative(name, structure)));
    return schema;
  }

  private static ObjectNode alternative(String name, DetailShape.Structure structure) {
    ObjectNode schema = titled(structure);
    schema.putObject("properties").putObject("type").put("const", name);
    schema.putArray("required").add("type");
    return withComponents(schema, structure);
  }

  static ObjectNode structure(DetailShape.Structure structure) {
    return withComponents(titled(structure), structure);
  }

  private static ObjectNode titled(DetailShape.Structure structure) {
    return object().put("title", structure.type().getSimpleName()).put("type", "object");
  }

  private static ObjectNode withComponents(ObjectNode schema, DetailShape.Structure structure) {
    ObjectNode properties = schema.withObject("/properties");
    for (DetailShape.Component component : structure.components()) {
      properties.set(component.name(), described(component));
      component.formerNames().forEach(name -> properties.set(name, former(component)));
      if (component.isRequired()) {
        require(schema, component);
      }
    }
    return schema;
  }

  private static ObjectNode described(DetailShape.Component component) {
    ObjectNode schema = of(component.shape());
    return component.description() == null
        ? schema
        : schema.put("description", component.description());
  }

  private static ObjectNode former(DetailShape.Component component) {
    return of(component.shape())
        .put("description", "Former name of %s.".formatted(component.name()))
        .put("deprecated", true);
  }

  /** Requires a component, in an older event under one of its former names. */
  private static void require(ObjectNode schema, DetailShape.Component component) {
    if (component.formerNames().isEmpty()) {
      schema.withArray("/required").add(component.name());
      return;
    }
    ArrayNode names = schema.withArray("/allOf").addObject().putArray("anyOf");
    Stream.concat(Stream.of(component.name()), component.formerNames().stream())
        .forEach(name -> names.add(withName(name)));
  }

  /** Returns a schema that requires a name; strict validators need it among the properties too. */
  private static ObjectNode withName(String name) {
    ObjectNode schema = object();
    schema.putObject("properties").putObject(name);
    schema.putArray("required").add(name);
    return schema;
  }

  /** Returns whether an event must have details. */
  static boolean isRequired(DetailShape.Structure structure) {
    List<DetailShape.Component> components = structure.components();
    return components.stream().anyMatch(DetailShape.Component::isRequired);
  }
}
