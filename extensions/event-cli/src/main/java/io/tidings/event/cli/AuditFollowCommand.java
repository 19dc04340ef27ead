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

/** Lists events as they are stored. */
@Command(
    name = "follow",
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    description = {
      "Lists events in the order in which they are stored, and goes on until it is interrupted.",
      "With --name the place is kept in the trail: the next one of that name goes on from there."
    })
final class AuditFollowCommand implements Callable<Integer> {

  private final Writer writer;
  private final Terminal terminal;
  private final InstantSource clock;

  @Mixin private AuditFilter filter = new AuditFilter();

  @Option(
      names = "--cursor",
      paramLabel = "SEQ",
      description = "Begin after this place; by default at the beginning of the trail.")
  private long cursor;

  @Option(names = "--name", paramLabel = "NAME", description = "Keep the place under this name.")
  private @Nullable String name;

  @Option(names = "--limit", paramLabel = "N", description = "End after so many events.")
  private long limit = Long.MAX_VALUE;

  AuditFollowCommand(Writer writer, Terminal terminal, InstantSource clock) {
    this.writer = writer;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw filter.wrong(new IllegalArgumentException("limit must be at least 1"));
    }
    EventQuery query = filter.query(clock.instant());
    Output output = new Output(writer);
    Listing listing = new Listing(EventListing.to(output, terminal), output, limit);
    try (EventStore trail = name == null ? filter.open() : filter.openForWriting();
        Follower follower = follow(trail, query, listing)) {
      listing.follower.complete(follower);
      awaitEnd(follower);
    } catch (ExecutionException ended) {
      throw ended.getCause() instanceof Exception failure ? failure : ended;
    }
    output.end();
    return ExitCode.OK;
  }

  /** An interruption of the process closes the follower, so that its name is free at once. */
  private static void awaitEnd(Follower follower) throws InterruptedException, ExecutionException {
    Thread interruption = new Thread(follower::close, "tidings-follow-interruption");
    Runtime.getRuntime().addShutdownHook(interruption);
    try {
      follower.done().get();
    } finally {
      forget(interruption);
    }
  }

  private static void forget(Thread interruption) {
    try {
      Runtime.getRuntime().removeShutdownHook(interruption);
    } catch (IllegalStateException ending) {
      // The process ends, and the hook runs or has run.
    }
  }

  private Follower follow(EventStore trail, EventQuery query, Listing listing) {
    try {
      Cursor from = Cursor.after(cursor);
      return name == null
          ? trail.follow(query, from, listing)
          : trail.follow(name, query, from, listing);
    } catch (IllegalArgumentException refused) {
      throw filter.wrong(refused);
    }
  }

  /** Writes events until there were enough, or nobody reads them any more. */
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
      if (left == 0 || output.isGone()) {
        follower.join().close();
      }
    }
  }
}
