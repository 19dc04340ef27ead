package io.tidings.event.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Schema of a catalogue's events. Stateless. */
final class SchemaDocument {

  private SchemaDocument() {}

  static ObjectNode of(Reference reference) {
    EventSchemas schemas = new EventSchemas(reference.entries(), "#/$defs/");
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("title", reference.title())
            .put(
                "description",
                "Events as they are written before redaction. Version %s."
                    .formatted(reference.version()));
    ArrayNode kinds = document.putArray("oneOf");
    schemas.kinds().keySet().forEach(name -> kinds.add(schemas.reference(name)));
    schemas.addTo(document.putObject("$defs"));
    return document;
  }
}
