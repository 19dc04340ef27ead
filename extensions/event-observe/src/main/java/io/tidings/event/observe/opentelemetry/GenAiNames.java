package io.tidings.event.observe.opentelemetry;

import io.opentelemetry.api.common.AttributesBuilder;
import io.tidings.event.DomainEvent;
import java.util.List;
import java.util.Map;

/**
 * Names of the semantic conventions for generative AI, for the kinds of the catalogue and of the
 * models that have one. Stateless.
 *
 * @contract OBS-09
 */
final class GenAiNames {

  private static final String CHAT = "chat";
  private static final String AGENT = "invoke_agent";
  private static final String TOOL = "execute_tool";

  /** The operations, by the id of the kind. */
  private static final Map<String, String> OPERATIONS =
      Map.ofEntries(
          Map.entry("actor.invoked", AGENT),
          Map.entry("actor.completed", AGENT),
          Map.entry("actor.errored", AGENT),
          Map.entry("tool.invoked", TOOL),
          Map.entry("tool.completed", TOOL),
          Map.entry("tool.errored", TOOL),
          Map.entry("tool.retried", TOOL),
          Map.entry("model.requested", CHAT),
          Map.entry("model.answered", CHAT),
          Map.entry("model.errored", CHAT));

  /** The attributes, by the name of the detail, of kinds with an operation and of budgets. */
  private static final Map<String, String> DETAILS =
      Map.of(
          "tool_name", "gen_ai.tool.name",
          "provider", "gen_ai.provider.name",
          "input_tokens", "gen_ai.usage.input_tokens",
          "output_tokens", "gen_ai.usage.output_tokens",
          "error_type", "error.type");

  private GenAiNames() {}

  /** Adds the conversation and the agent of an event. */
  static void putIdentity(AttributesBuilder attributes, DomainEvent event) {
    EventAttributes.put(attributes, "gen_ai.conversation.id", event.sessionId());
    EventAttributes.put(attributes, "gen_ai.agent.name", event.actorName());
  }

  /** Adds all names that the kind of an event has. */
  static void put(AttributesBuilder attributes, DomainEvent event) {
    putIdentity(attributes, event);
    String kind = event.kind().id();
    String operation = OPERATIONS.get(kind);
    if (operation != null) {
      attributes.put("gen_ai.operation.name", operation);
    }
    if (operation == null && !kind.startsWith("budget.")) {
      return;
    }
    DETAILS.forEach(
        (detail, name) -> EventAttributes.put(attributes, name, event.details().get(detail)));
    String model = kind.equals("model.answered") ? "response" : "request";
    EventAttributes.put(attributes, "gen_ai." + model + ".model", event.details().get("model"));
    if (event.details().get("finish_reason") instanceof String reason) {
      attributes.put("gen_ai.response.finish_reasons", List.of(reason).toArray(String[]::new));
    }
  }
}
