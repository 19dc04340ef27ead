package io.tidings.event.cli;

import io.tidings.event.cli.audit.CausalForest;
import io.tidings.event.cli.audit.EventListing;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import java.io.IOException;
import java.io.Writer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code audit tree}: events below their causes. */
@Command(
    name = "tree",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = "Show each event below the event that caused it.")
final class AuditTreeCommand implements Callable<Integer> {

  private static final int MOST = 10_000;

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private AuditFilter filter = new AuditFilter();

  @Option(
      names = "--event",
      paramLabel = "ID",
      description = "Show the event with this id and its direct and indirect effects.")
  private @Nullable String event;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Show the first events up to this number; by default "
              + MOST
              + ", with a note if there are more.")
  private @Nullable Integer limit;

  AuditTreeCommand(Writer writer, Terminal terminal, InstantSource clock) {
    this.writer = writer;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    EventQuery query = query();
    List<StoredEvent> events;
    try (EventStore trail = filter.open()) {
      events = trail.list(query);
    }
    Output output = new Output(writer);
    EventListing listing = EventListing.to(output, terminal);
    boolean isCut = limit == null && events.size() > MOST;
    new CausalForest(isCut ? events.subList(0, MOST) : events).forEach(listing::event);
    output.end();
    if (isCut) {
      filter.reportTruncation("first", MOST);
    }
    return ExitCode.OK;
  }

  private EventQuery query() {
    EventQuery query = filter.query(clock.instant());
    int most = limit == null ? MOST + 1 : limit;
    try {
      return (event == null ? query : query.causalTree(event)).cursor(Cursor.start().limit(most));
    } catch (IllegalArgumentException rejection) {
      throw filter.usageError(rejection);
    }
  }
}
