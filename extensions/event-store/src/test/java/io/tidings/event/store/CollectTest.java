package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers that collect the events of a page. */
@Tag("once")
@Timeout(60)
class CollectTest extends EveryDatabaseTest {

  private final BlockingQueue<List<Long>> flushed = new LinkedBlockingQueue<>();

  /** Collects places; throws at one, or as soon as it has collected another. */
  private final class Collecting implements Follower.Handler {

    private final List<Long> collected = new ArrayList<>();
    private final long refused;
    private final long unkept;

    Collecting(long refused, long unkept) {
      this.refused = refused;
      this.unkept = unkept;
    }

    @Override
    public void handle(StoredEvent event) {
      if (event.seq() == refused) {
        throw new IllegalStateException("not this one");
      }
      collected.add(event.seq());
    }

    @Override
    public void flush() {
      if (collected.contains(unkept)) {
        throw new IllegalStateException("not this page");
      }
      flushed.add(List.copyOf(collected));
      collected.clear();
    }
  }

  private Follower follow(EventStore store, long refused, long unkept) {
    return store.follow("collector", IN_APOLLO, Cursor.start(), new Collecting(refused, unkept));
  }

  private @Nullable List<Long> next() throws InterruptedException {
    return flushed.poll(30, TimeUnit.SECONDS);
  }

  @Contract("FOL-02")
  @Test
  void a_page_is_collected_and_then_dealt_with_as_a_whole() throws Exception {
    EventStore store = open();
    store.append(events(501));
    try (Follower follower = follow(store, 0, 0)) {
      assertThat(next()).hasSize(500);
      assertThat(next()).containsExactly(501L);
      store.append(events(2));
      assertThat(next()).containsExactly(502L, 503L);
      assertThat(follower.done()).isNotDone();
    }
    assertThat(place().texts("SELECT seq FROM follower")).containsExactly("503");
  }

  @Contract({"FOL-02", "FOL-05"})
  @Test
  void what_was_collected_before_an_event_that_is_refused_is_dealt_with() throws Exception {
    EventStore store = open();
    store.append(events(5));
    Follower follower = follow(store, 4, 0);
    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS))
        .hasMessageContaining("not this one");

    assertThat(flushed).containsExactly(List.of(1L, 2L, 3L));
    assertThat(place().texts("SELECT seq FROM follower")).containsExactly("3");
  }

  @Contract({"FOL-02", "FOL-05"})
  @Test
  void what_was_collected_and_not_dealt_with_comes_again() throws Exception {
    EventStore store = open();
    store.append(events(2));
    Follower first = follow(store, 0, 0);
    assertThat(next()).containsExactly(1L, 2L);
    first.close();
    store.append(events(2));
    Follower follower = follow(store, 0, 4);
    assertThatThrownBy(() -> follower.done().get(30, TimeUnit.SECONDS))
        .hasMessageContaining("not this page");
    assertThat(place().texts("SELECT seq FROM follower")).containsExactly("2");

    try (Follower again = follow(store, 0, 0)) {
      assertThat(next()).containsExactly(3L, 4L);
      assertThat(again.done()).isNotDone();
    }
  }
}
