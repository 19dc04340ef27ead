package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import io.tidings.event.testkit.internal.LogCapture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlowTest extends EveryDatabaseTest {

  private static final class Subscriber implements Flow.Subscriber<StoredEvent> {

    final Heard heard = new Heard();
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    final CompletableFuture<Throwable> error = new CompletableFuture<>();
    private final long first;
    private final @Nullable RuntimeException thrown;

    Subscriber(long first, @Nullable RuntimeException thrown) {
      this.first = first;
      this.thrown = thrown;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
      if (first != 0) {
        given.request(first);
      }
    }

    @Override
    public void onNext(StoredEvent event) {
      heard.handle(event);
      if (thrown != null) {
        throw thrown;
      }
    }

    @Override
    public void onError(Throwable failure) {
      error.complete(failure);
    }

    @Override
    public void onComplete() {
      error.completeExceptionally(new AssertionError("a trail has no end"));
    }
  }

  private Subscriber subscribed(EventStore store, long first) {
    Subscriber subscriber = new Subscriber(first, null);
    store.follow(IN_APOLLO, Cursor.start()).subscribe(subscriber);
    return subscriber;
  }

  @Contract("FOL-04")
  @Test
  void a_subscriber_gets_as_much_as_it_asks_for() throws Exception {
    EventStore store = open();
    store.append(events(10));
    Subscriber subscriber = subscribed(store, 2);

    assertThat(subscriber.heard.next(2)).containsExactly(1L, 2L);
    subscriber.subscription.get().request(3);
    assertThat(subscriber.heard.next(3)).containsExactly(3L, 4L, 5L);
    subscriber.subscription.get().request(Long.MAX_VALUE);
    subscriber.subscription.get().request(Long.MAX_VALUE);
    assertThat(subscriber.heard.next(5)).hasSize(5);
    store.append(event());
    assertThat(subscriber.heard.next(1)).containsExactly(11L);
    subscriber.subscription.get().cancel();
  }

  @Contract("FOL-04")
  @Test
  void what_was_not_asked_for_does_not_come_and_holds_nothing_up() throws Exception {
    EventStore store = open();
    store.append(events(3));
    Subscriber idle = subscribed(store, 0);
    Subscriber eager = subscribed(store, 10);

    assertThat(eager.heard.next(3)).hasSize(3);
    store.close();
    assertThat(idle.error.get(30, TimeUnit.SECONDS)).satisfies(Refusals.with(Reason.CLOSED));
    assertThat(eager.error.get(30, TimeUnit.SECONDS)).satisfies(Refusals.with(Reason.CLOSED));
    assertThat(idle.heard.more()).as("until its end").isZero();
  }

  @Contract("FOL-04")
  @Test
  void a_request_for_nothing_is_an_error_of_the_subscribers() throws Exception {
    EventStore store = open();
    store.append(event());
    Subscriber subscriber = subscribed(store, -1);

    assertThat(subscriber.error.get(30, TimeUnit.SECONDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3.9");
    assertThat(subscriber.heard.more()).isZero();
  }

  @Contract("FOL-04")
  @Test
  void a_subscriber_that_throws_gets_nothing_more() throws Exception {
    EventStore store = open();
    store.append(events(3));
    Subscriber thrower = new Subscriber(10, new IllegalStateException("mine"));
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      store.follow(IN_APOLLO, Cursor.start()).subscribe(thrower);
      thrower.heard.next(1);
      store.close();

      assertThat(log.warnings()).hasSize(1);
    }
    assertThat(thrower.heard.more()).isZero();
    assertThat(thrower.error).isNotDone();
  }

  @Contract("FOL-04")
  @Test
  void a_publisher_of_a_closed_store_says_so_to_its_subscriber() throws Exception {
    EventStore store = open();
    Flow.Publisher<StoredEvent> publisher = store.follow(IN_APOLLO, Cursor.start());
    store.close();
    Subscriber subscriber = new Subscriber(1, null);
    publisher.subscribe(subscriber);

    assertThat(subscriber.error.get(30, TimeUnit.SECONDS)).satisfies(Refusals.with(Reason.CLOSED));
  }

  @Contract("FOL-04")
  @Test
  void a_subscriber_that_throws_from_its_first_or_its_last_call_holds_nothing_up() {
    EventStore store = open();
    store.append(event());
    try (LogCapture log = LogCapture.of(EventStore.class)) {
      store.follow(IN_APOLLO, Cursor.start()).subscribe(new Thrower(true));
      store.follow(IN_APOLLO, Cursor.start()).subscribe(new Thrower(false));
      store.close();

      assertThat(log.warnings())
          .hasSize(2)
          .anyMatch(text -> text.contains("onSubscribe"))
          .anyMatch(text -> text.contains("onComplete or onError"));
    }
  }

  /** Throws from one of the two. */
  private record Thrower(boolean first) implements Flow.Subscriber<StoredEvent> {

    @Override
    public void onSubscribe(Flow.Subscription given) {
      if (first) {
        throw new IllegalStateException("mine");
      }
    }

    @Override
    public void onNext(StoredEvent event) {
      throw new AssertionError("nothing was asked for");
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException("mine");
    }

    @Override
    public void onComplete() {}
  }

  @Test
  void no_subscriber_is_refused() {
    Flow.Publisher<StoredEvent> publisher = open().follow(IN_APOLLO, Cursor.start());

    assertThatNullPointerException().isThrownBy(() -> publisher.subscribe(Absent.absent()));
  }
}
