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
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code audit query}: a list of events. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description =
        "List events, the latest first; with --cursor in the order in which they were stored.")
final class AuditQueryCommand implements Callable<Integer> {

  private static final int SCREEN = 100;

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private AuditFilter filter = new AuditFilter();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "List at most this number; by default "
              + SCREEN
              + " on a terminal, with a note if there are more, and all elsewhere.")
  private @Nullable Integer limit;

  @Option(
      names = "--cursor",
      paramLabel = "SEQ",
      description = "List events stored after this position; 0 for all.")
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
    boolean isCut;
    try (EventStore trail = filter.open();
        Stream<StoredEvent> events = trail.stream(query)) {
      Iterator<StoredEvent> left = events.takeWhile(event -> !output.hasFailed()).iterator();
      long room = isScreen() ? SCREEN : Long.MAX_VALUE;
      for (; left.hasNext() && room > 0; room--) {
        listing.event(left.next());
      }
      isCut = left.hasNext();
    }
    output.end();
    if (isCut) {
      filter.reportTruncation(cursor == null ? "latest" : "first", SCREEN);
    }
    return ExitCode.OK;
  }

  private boolean isScreen() {
    return limit == null && terminal.interactive();
  }

  private EventQuery paged(EventQuery query) {
    Integer most = isScreen() ? Integer.valueOf(SCREEN + 1) : limit;
    try {
      return cursor == null
          ? query.window(most == null ? Window.all() : Window.latest(most))
          : query.cursor(new Cursor(cursor, most));
    } catch (IllegalArgumentException rejection) {
      throw filter.usageError(rejection);
    }
  }
}
