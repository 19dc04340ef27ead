package io.tidings.event.cli;

import io.tidings.event.cli.audit.EventListing;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import java.io.IOException;
import java.io.Writer;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists events. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description =
        "Lists events, the latest first; with --cursor in the order in which they were stored.")
final class AuditQueryCommand implements Callable<Integer> {

  private static final int SCREEN = 100;

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private AuditFilter filter = new AuditFilter();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many; by default " + SCREEN + " on a terminal, all in a pipe.")
  private @Nullable Integer limit;

  @Option(
      names = "--cursor",
      paramLabel = "SEQ",
      description = "What was stored after this place; 0 for all.")
  private @Nullable Long cursor;

  AuditQueryCommand(Writer writer, Terminal terminal, InstantSource clock) {
    this.writer = writer;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    EventQuery query = paged(filter.query(clock.instant()));
    Output output = new Output(writer);
    EventListing listing = EventListing.to(output, terminal);
    try (EventStore trail = filter.open();
        Stream<StoredEvent> events = trail.stream(query)) {
      events.takeWhile(event -> !output.isGone()).forEach(listing::event);
    }
    output.end();
    return ExitCode.OK;
  }

  private EventQuery paged(EventQuery query) {
    Integer most = limit == null && terminal.interactive() ? Integer.valueOf(SCREEN) : limit;
    try {
      return cursor == null
          ? query.window(most == null ? Window.all() : Window.latest(most))
          : query.cursor(new Cursor(cursor, most));
    } catch (IllegalArgumentException refused) {
      throw filter.wrong(refused);
    }
  }
}
