package io.tidings.event.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.event.EventCatalog;

/** AsyncAPI document of a catalogue's events. Stateless. */
final class AsyncApiDocument {

  private static final String CHANNEL = "events";
  private static final String CORRELATION = "correlation";
  private static final String CONTENT_TYPE = "application/json";

  private AsyncApiDocument() {}

  static ObjectNode of(Reference reference) {
    EventSchemas schemas = new EventSchemas(reference.entries(), "#/components/schemas/");
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("asyncapi", "3.0.0");
    document.putObject("info").put("title", reference.title()).put("version", reference.version());
    document.put("defaultContentType", CONTENT_TYPE);
    channel(reference.address(), document.putObject("channels").putObject(CHANNEL), schemas);
    operation(document.putObject("operations").putObject("send"));
    components(document.putObject("components"), schemas);
    return document;
  }

  private static void channel(ChannelAddress address, ObjectNode channel, EventSchemas schemas) {
    channel.put("address", address.text());
    if (!address.parameters().isEmpty()) {
      ObjectNode parameters = channel.putObject("parameters");
      address.parameters().forEach(parameters::putObject);
    }
    ObjectNode messages = channel.putObject("messages");
    schemas
        .kinds()
        .keySet()
        .forEach(name -> messages.set(name, reference("#/components/messages/" + name)));
  }

  private static void operation(ObjectNode operation) {
    operation.put("action", "send").put("summary", "The host sends an event.");
    operation.set("channel", reference("#/channels/" + CHANNEL));
  }

  private static void components(ObjectNode components, EventSchemas schemas) {
    ObjectNode messages = components.putObject("messages");
    schemas.kinds().forEach((name, entry) -> messages.set(name, message(name, entry, schemas)));
    schemas.addTo(components.putObject("schemas"));
    components
        .putObject("correlationIds")
        .putObject(CORRELATION)
        .put("location", "$message.payload#/" + CommonField.CORRELATION_ID);
  }

  private static ObjectNode message(String name, EventCatalog.Entry entry, EventSchemas schemas) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("name", entry.id());
    String description = entry.description();
    if (description != null) {
      message.put("summary", description);
    }
    message.put("contentType", CONTENT_TYPE);
    message.set("correlationId", reference("#/components/correlationIds/" + CORRELATION));
    message.set("payload", schemas.reference(name));
    return message;
  }

  private static ObjectNode reference(String target) {
    return JsonNodeFactory.instance.objectNode().put("$ref", target);
  }
}
