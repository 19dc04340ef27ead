package io.tidings.event.cli.audit;

import io.tidings.event.cli.text.EventLine;
import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Paint;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.StoredEvent;
import java.util.Locale;

/** A listing of events, one line each. Confined to one thread. */
public interface EventListing {

  /** Returns a table for a terminal, else lines of JSON. */
  static EventListing to(Output output, Terminal terminal) {
    return terminal.interactive() ? new Table(output, terminal) : new JsonLines(output);
  }

  /**
   * Writes an event of a tree.
   *
   * @param event the event
   * @param depth the number of its ancestors in the listing
   */
  void event(StoredEvent event, int depth);

  /**
   * Writes an event of a list.
   *
   * @param event the event
   */
  void event(StoredEvent event);

  /** A table with a heading; its last column is the event with its details. */
  final class Table implements EventListing {

    private final Output output;
    private final Terminal terminal;
    private boolean hasHeading;

    private Table(Output output, Terminal terminal) {
      this.output = output;
      this.terminal = terminal;
    }

    @Override
    public void event(StoredEvent event) {
      event(event, 0);
    }

    @Override
    public void event(StoredEvent event, int depth) {
      if (!hasHeading) {
        hasHeading = true;
        output.line(
            terminal.painted(
                Paint.BOLD, String.format(Locale.ROOT, "%8s  %-27s  %s", "SEQ", "TIME", "EVENT")));
      }
      String place =
          String.format(
              Locale.ROOT,
              "%8d  %s  ",
              event.seq(),
              DomainEventJson.timestamp(event.event().timestamp()));
      output.line(Line.of(place).then(EventLine.of(event.event(), depth, terminal)));
    }
  }

  /** A line of JSON for each event with its sequence number and time of storage. */
  final class JsonLines implements EventListing {

    private final Output output;

    private JsonLines(Output output) {
      this.output = output;
    }

    @Override
    public void event(StoredEvent event) {
      line(event, "");
    }

    @Override
    public void event(StoredEvent event, int depth) {
      line(event, "\"depth\":" + depth + ",");
    }

    private void line(StoredEvent event, String more) {
      output.line(EventJson.of(event, more));
    }
  }
}
