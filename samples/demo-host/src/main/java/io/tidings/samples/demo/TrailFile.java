package io.tidings.samples.demo;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import io.tidings.event.async.AsyncTap;
import io.tidings.event.spi.EventTap;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import java.nio.file.Path;
import java.time.Duration;

/** The trail of a run: every event is stored, behind the run. Confined to one thread. */
final class TrailFile implements EventFile {

  private final Path file;
  private final EventStore store;
  private final AsyncTap tap;

  /** Creates a trail in a store, which is closed with it. */
  TrailFile(Path file, EventStore store) {
    this.file = file;
    this.store = store;
    this.tap = AsyncTap.of(new StoreTap(store));
  }

  @Override
  public String name() {
    return "trail";
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public EventTap tap() {
    return tap;
  }

  /** What still waits when the bus has been closed has waited too long. */
  @Override
  public long lost() {
    return tap.dropped() + tap.failed() + tap.pending();
  }

  @Override
  public String content(long heard) {
    return lost() == 0
        ? format(ROOT, "%,d events in all", store.count(EventQuery.platform()))
        : "not whole";
  }

  @Override
  public void close() {
    tap.close(Duration.ZERO);
    store.close();
  }
}
