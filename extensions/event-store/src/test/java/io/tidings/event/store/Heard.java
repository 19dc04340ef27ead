package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a follower was given. */
final class Heard implements Follower.Handler {

  private static final long LONG_SECONDS = 30;
  private static final long SOON_SECONDS = 5;

  private final BlockingQueue<StoredEvent> events = new LinkedBlockingQueue<>();

  @Override
  public void handle(StoredEvent event) {
    events.add(event);
  }

  /** Waits for the next ones, and returns their places. */
  List<Long> next(int count) throws InterruptedException {
    return next(count, LONG_SECONDS);
  }

  /** Waits no longer than it takes to be told. */
  List<Long> soon(int count) throws InterruptedException {
    return next(count, SOON_SECONDS);
  }

  private List<Long> next(int count, long seconds) throws InterruptedException {
    List<Long> places = new ArrayList<>();
    while (places.size() < count) {
      StoredEvent next = events.poll(seconds, TimeUnit.SECONDS);
      assertThat(next).as("after %s", places).isNotNull();
      places.add(placeOf(next));
    }
    return places;
  }

  private static long placeOf(@Nullable StoredEvent event) {
    return event == null ? -1 : event.seq();
  }

  /** Returns how many there are that nobody has asked for. */
  int more() {
    return events.size();
  }
}
