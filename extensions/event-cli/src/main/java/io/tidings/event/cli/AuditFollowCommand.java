package io.tidings.event.cli;

import io.tidings.event.cli.audit.EventListing;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoredEvent;
import java.io.Writer;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code audit follow}: events as they are stored. */
@Command(
    name = "follow",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "List events in the order in which they are stored, until interrupted.",
      "With --name the trail stores the position: the next run with that name continues from it."
    })
final class AuditFollowCommand implements Callable<Integer> {

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private AuditFilter filter = new AuditFilter();

  @Option(
      names = "--cursor",
      paramLabel = "SEQ",
      description = "Start after this position; by default at the start of the trail.")
  private long cursor;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Store the position under this name.")
  private @Nullable String name;

  @Option(names = "--limit", paramLabel = "N", description = "End after this number of events.")
  private long limit = Long.MAX_VALUE;

  AuditFollowCommand(Writer writer, Terminal terminal, InstantSource clock) {
    this.writer = writer;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw filter.usageError(new IllegalArgumentException("limit must be at least 1"));
    }
    EventQuery query = filter.query(clock.instant());
    Output output = new Output(writer);
    Listing listing = new Listing(EventListing.to(output, terminal), output, limit);
    try (EventStore trail = name == null ? filter.open() : filter.openForWriting();
        Follower follower = follow(trail, query, listing)) {
      listing.follower.complete(follower);
      awaitEnd(follower);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw failed.getCause() instanceof Exception failure ? failure : failed;
    }
    output.end();
    return ExitCode.OK;
  }

  /**
   * Waits for the end; an interruption of the process closes the follower and releases its name.
   */
  private static void awaitEnd(Follower follower) throws InterruptedException, ExecutionException {
    Thread interruption = new Thread(follower::close, "tidings-follow-interruption");
    Runtime.getRuntime().addShutdownHook(interruption);
    try {
      follower.done().get();
    } finally {
      removeHook(interruption);
    }
  }

  private static void removeHook(Thread interruption) {
    try {
      Runtime.getRuntime().removeShutdownHook(interruption);
    } catch (IllegalStateException shutdown) {
      // The process is shutting down; the hook runs or has run.
    }
  }

  private Follower follow(EventStore trail, EventQuery query, Listing listing) {
    try {
      Cursor from = Cursor.after(cursor);
      return name == null
          ? trail.follow(query, from, listing)
          : trail.follow(name, query, from, listing);
    } catch (IllegalArgumentException rejection) {
      throw filter.usageError(rejection);
    }
  }

  /** Writes events until the limit is reached or the output has failed. */
  private static final class Listing implements Follower.Handler {

    private final CompletableFuture<Follower> follower = new CompletableFuture<>();
    private final EventListing listing;
    private final Output output;
    private long left;

    Listing(EventListing listing, Output output, long limit) {
      this.listing = listing;
      this.output = output;
      this.left = limit;
    }

    @Override
    public void handle(StoredEvent event) {
      listing.event(event);
      left--;
      if (left == 0 || output.hasFailed()) {
        follower.join().close();
      }
    }
  }
}
