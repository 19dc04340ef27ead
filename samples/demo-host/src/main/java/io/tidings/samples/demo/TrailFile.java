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

/** The trail of a run, written asynchronously. Confined to one thread. */
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

  /** Counts dropped, failed and still pending events; call it after the bus is closed. */
  @Override
  public long lost() {
    return tap.dropped() + tap.failed() + tap.pending();
  }

  @Override
  public String summary(long events) {
    return lost() == 0
        ? format(ROOT, "%,d events in total", store.count(EventQuery.platform()))
        : "incomplete";
  }

  @Override
  public void close() {
    tap.close(Duration.ZERO);
    store.close();
  }
}
