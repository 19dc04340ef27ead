package io.tidings.event.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.Locale;

/** Field that events of every kind may have, in the order of writing. */
enum CommonField {
  EVENT_ID(Form.ID, true, "The event's own id."),
  EVENT_TYPE(Form.ID, true, "The id of the kind."),
  TIMESTAMP(Form.TIMESTAMP, true, "The time at which the event was built, in UTC."),
  CORRELATION_ID(Form.ID, true, "The id that all events of one cause share."),
  CAUSATION_ID(Form.ID, false, "The id of the event that caused this one."),
  ORGANIZATION_ID(Form.ID, false, "The organization of the scope."),
  WORKSPACE_ID(Form.ID, false, "The workspace of the scope."),
  PROJECT_ID(Form.ID, false, "The project of the scope."),
  USER_ID(Form.ID, false, "The user of the scope."),
  PLAN_ID(Form.ID, false, "The plan."),
  ROOT_PLAN_ID(Form.ID, false, "The outermost plan."),
  SESSION_ID(Form.ID, false, "The session."),
  ACTOR_NAME(Form.NAME, false, "The name of the acting part of the host."),
  PROJECT_NAME(Form.NAME, false, "The display name of the project."),
  TRACE_ID(Form.TEXT, false, "The id of the distributed trace."),
  SPAN_ID(Form.TEXT, false, "The id of the span in the trace."),
  DETAILS(Form.DETAILS, false, "The details of the kind; absent if there are none.");

  private final Form form;
  private final boolean isRequired;
  private final String description;

  CommonField(Form form, boolean isRequired, String description) {
    this.form = form;
    this.isRequired = isRequired;
    this.description = description;
  }

  /** Returns the name of the type on the page. */
  String type() {
    return form.text;
  }

  boolean isRequired() {
    return isRequired;
  }

  String description() {
    return description;
  }

  ObjectNode schema() {
    return form.schema().put("description", description);
  }

  /** Returns the name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private enum Form {
    ID("id"),
    NAME("text"),
    TEXT("text"),
    TIMESTAMP("date and time in UTC"),
    DETAILS("map");

    private final String text;

    Form(String text) {
      this.text = text;
    }

    ObjectNode schema() {
      ObjectNode schema = JsonNodeFactory.instance.objectNode();
      if (this == DETAILS) {
        return schema.put("type", "object");
      }
      schema.put("type", "string");
      return switch (this) {
        case ID ->
            schema
                .put("minLength", 1)
                .put("maxLength", EventKind.MAX_ID_LENGTH)
                .put("pattern", "^[!-~]+$");
        case NAME -> schema.put("minLength", 1).put("maxLength", DomainEvent.MAX_NAME_LENGTH);
        case TIMESTAMP -> schema.put("format", "date-time");
        default -> schema;
      };
    }
  }
}
