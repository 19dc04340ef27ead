package io.tidings.event.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.event.EventCatalog;
import io.tidings.event.json.internal.SchemaNames;
import io.tidings.event.shape.DetailShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named schemas of a catalogue: one of the fields that all events have, and one for the events of
 * each kind. They differ between documents only in the place that references point to. Immutable.
 */
final class EventSchemas {

  private final String place;
  private final Map<String, EventCatalog.Entry> kinds;

  /**
   * Creates the schemas.
   *
   * @param place the place of the schemas as a reference, such as {@code #/$defs/}
   */
  EventSchemas(List<EventCatalog.Entry> entries, String place) {
    this.place = place;
    this.kinds = SchemaNames.of(entries);
  }

  /** Returns the kinds by the name of their schemas. */
  Map<String, EventCatalog.Entry> kinds() {
    return kinds;
  }

  ObjectNode reference(String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", place + name);
  }

  /** Adds all schemas to an object. */
  void addTo(ObjectNode schemas) {
    schemas.set(SchemaNames.EVENT, common());
    kinds.forEach((name, entry) -> schemas.set(name, kind(entry)));
  }

  private static ObjectNode common() {
    ObjectNode schema =
        JsonNodeFactory.instance
            .objectNode()
            .put("description", "The fields of every event.")
            .put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (CommonField field : CommonField.values()) {
      properties.set(field.toString(), field.schema());
      if (field.isRequired()) {
        required.add(field.toString());
      }
    }
    return schema;
  }

  private ObjectNode kind(EventCatalog.Entry entry) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("title", entry.id());
    String description = entry.description();
    if (description != null) {
      schema.put("description", description);
    }
    schema.put("type", "object").putArray("allOf").add(reference(SchemaNames.EVENT));
    ObjectNode properties = schema.putObject("properties");
    properties.putObject(CommonField.EVENT_TYPE.toString()).put("const", entry.id());
    addDetails(entry.details(), schema, properties);
    return schema;
  }

  private static void addDetails(
      DetailShape.@Nullable Structure details, ObjectNode schema, ObjectNode properties) {
    if (details == null) {
      return;
    }
    properties.set(CommonField.DETAILS.toString(), DetailSchema.structure(details));
    if (DetailSchema.isRequired(details)) {
      schema.putArray("required").add(CommonField.DETAILS.toString());
    }
  }
}
