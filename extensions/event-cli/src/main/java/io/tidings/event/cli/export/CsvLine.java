package io.tidings.event.cli.export;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as a line of comma-separated values. Every value except the position is in double
 * quotes; an absent one is empty. A value that a spreadsheet would evaluate as a formula is
 * preceded by an apostrophe, as is one that starts with an apostrophe. Stateless.
 */
final class CsvLine {

  /** The names of the columns. */
  static final String HEADER =
      "seq,received_at,event_id,event_type,category,timestamp,correlation_id,causation_id,"
          + "organization_id,workspace_id,project_id,user_id,plan_id,root_plan_id,session_id,"
          + "actor_name,project_name,trace_id,span_id,details";

  /** The characters that start a formula, also in full width, and the mark itself. */
  private static final String MARKED = "=+-@\uff1d\uff0b\uff0d\uff20'";

  private final StringBuilder text = new StringBuilder(512);

  private CsvLine() {}

  static String of(StoredEvent stored) {
    DomainEvent event = stored.event();
    CsvLine line = new CsvLine();
    line.text.append(stored.seq());
    return line.cell(DomainEventJson.timestamp(stored.receivedAt()))
        .cell(event.id())
        .cell(event.kind().id())
        .cell(EventKind.category(event.kind()))
        .cell(DomainEventJson.timestamp(event.timestamp()))
        .cell(event.correlationId())
        .cell(event.causationId())
        .cell(event.scope().organization())
        .cell(event.scope().workspace())
        .cell(event.scope().project())
        .cell(event.scope().user())
        .cell(event.planId())
        .cell(event.rootPlanId())
        .cell(event.sessionId())
        .cell(event.actorName())
        .cell(event.projectName())
        .cell(event.traceId())
        .cell(event.spanId())
        .quoted(DisplayText.oneLine(DomainEventJson.standard().writeDetails(event.details())))
        .text
        .toString();
  }

  private CsvLine cell(@Nullable String value) {
    return quoted(value == null ? "" : marked(DisplayText.escaped(value)));
  }

  private static String marked(String value) {
    String shown = value.stripLeading();
    return !shown.isEmpty() && MARKED.indexOf(shown.charAt(0)) >= 0 ? "'" + value : value;
  }

  private CsvLine quoted(String value) {
    text.append(",\"").append(value.replace("\"", "\"\"")).append('"');
    return this;
  }
}
