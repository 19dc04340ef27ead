package io.tidings.event.cli.audit;

import io.tidings.event.EventKind;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Paint;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The number of events of a trail by kind, and their time range. Immutable.
 *
 * @param kinds the number of events of each kind
 * @param ends the times of the first and the last event; empty if there is none
 */
public record TrailStats(Map<EventKind, Long> kinds, List<String> ends) {

  /** Counts the events of a query. */
  public static TrailStats of(EventStore trail, EventQuery query) {
    List<StoredEvent> first =
        trail.list(query.window(Window.latest(1).order(Window.Order.ASCENDING)));
    List<StoredEvent> last = trail.list(query.window(Window.latest(1)));
    return new TrailStats(
        trail.countByKind(query),
        Stream.concat(first.stream(), last.stream())
            .map(event -> DomainEventJson.timestamp(event.event().timestamp()))
            .toList());
  }

  /** Writes a table for a terminal, else one line of JSON. */
  public void write(Output output, Terminal terminal) {
    if (terminal.interactive()) {
      table(output, terminal);
    } else {
      output.line(DomainEventJson.standard().writeDetails(json()));
    }
  }

  private long total() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  private void table(Output output, Terminal terminal) {
    output.line(
        terminal.painted(Paint.BOLD, String.format(Locale.ROOT, "%12s  %s", "EVENTS", "TYPE")));
    kinds.forEach(
        (kind, count) -> output.line(String.format(Locale.ROOT, "%,12d  %s", count, kind.id())));
    output.line(String.format(Locale.ROOT, "%,12d  total", total()));
    if (!ends.isEmpty()) {
      output.line("from " + ends.get(0) + " to " + ends.get(ends.size() - 1));
    }
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("events", total());
    if (!ends.isEmpty()) {
      json.put("first", ends.get(0));
      json.put("last", ends.get(ends.size() - 1));
    }
    Map<String, Object> types = new LinkedHashMap<>();
    kinds.forEach((kind, count) -> types.put(kind.id(), count));
    json.put("types", types);
    return json;
  }
}
