package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.async.RetryPolicy;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads and objects that asynchronous subscriptions leave behind: none. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncLeakTest {

  private static final EventKind A = EventKind.of("a");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final RetryPolicy ONCE_MORE =
      RetryPolicy.attempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(1));
  private static final RetryPolicy TOMORROW =
      RetryPolicy.attempts(2).backoff(Duration.ofDays(1), Duration.ofDays(1)).jitter(0);

  private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
  private final List<WeakReference<?>> references = new ArrayList<>();
  private final List<WeakReference<Thread>> workers = new ArrayList<>();

  /** A handler whose first attempt fails, and that records the threads which call it. */
  private final class Failing implements EventHandler {

    private final boolean always;

    Failing(boolean always) {
      this.always = always;
    }

    @Override
    public void handle(DomainEvent event) {
      synchronized (workers) {
        workers.add(new WeakReference<>(Thread.currentThread()));
      }
      if (always || EventContext.attempt() == 1) {
        throw new IllegalStateException("fails");
      }
    }
  }

  /** Subscribes a handler and emits an event to it, to both of which no one else refers. */
  private Subscription use(EventBus bus, SubscriptionOptions options, boolean failsAlways) {
    EventHandler handler = new Failing(failsAlways);
    DomainEvent event = DomainEvent.builder(A).sessionId("key").build();
    references.add(new WeakReference<>(handler));
    references.add(new WeakReference<>(event));
    Subscription subscription = bus.subscribe(EventSelector.kind(A), options, handler);
    bus.emit(event);
    return subscription;
  }

  private static EventBus silentBus() {
    return EventBus.builder().failureListener(new RecordedFailures()).build();
  }

  private static boolean within(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      System.gc();
      Thread.onSpinWait();
    }
    return true;
  }

  private boolean areCollected() {
    return references.stream().allMatch(reference -> reference.get() == null);
  }

  private boolean hasWorker() {
    synchronized (workers) {
      return workers.stream()
          .map(WeakReference::get)
          .anyMatch(each -> each != null && each.isAlive());
    }
  }

  /** Returns the names of the library's platform threads that did not run before this test. */
  private Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !threadsBefore.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("tidings-"))
        .collect(Collectors.toSet());
  }

  private void assertNothingIsLeft() {
    assertNothingIsLeftOnAnOpenBus();
    assertThat(within(LONG, () -> threads().isEmpty())).as("no thread of the library").isTrue();
  }

  private void assertNothingIsLeftOnAnOpenBus() {
    assertThat(within(LONG, this::areCollected)).as("handlers and events are collected").isTrue();
    assertThat(within(LONG, () -> !hasWorker())).as("the threads of the handler end").isTrue();
  }

  @Test
  @Contract({"END-06", "BUS-14"})
  void closed_bus_leaves_nothing() {
    EventBus bus = silentBus();
    use(bus, SubscriptionOptions.named("leaver").async().retrying(ONCE_MORE), false);
    assertThat(bus.close(LONG)).isEqualTo(CloseResult.COMPLETE);

    assertNothingIsLeft();
    assertThat(workers).isNotEmpty();
    assertThat(bus.isEnabled(A)).isFalse();
  }

  @Test
  @Contract({"SUB-06", "BUS-11"})
  void ended_subscription_leaves_nothing_on_an_open_bus() {
    EventBus bus = silentBus();
    Subscription kept =
        use(bus, SubscriptionOptions.named("leaver").async().retrying(ONCE_MORE), false);
    assertThat(bus.flush(LONG)).isTrue();
    kept.unsubscribe();

    assertNothingIsLeftOnAnOpenBus();
    assertThat(bus.emit(DomainEvent.of(A))).isEqualTo(EmitResult.done(0));
    assertThat(kept.metrics().delivered()).isEqualTo(1);
    bus.close();
    assertNothingIsLeft();
  }

  @Test
  @Contract({"END-06", "CTX-03"})
  void thread_of_a_host_keeps_nothing_after_close() throws Exception {
    ExecutorService host = Executors.newSingleThreadExecutor();
    EventBus bus = silentBus();
    AsyncOptions options = AsyncOptions.defaults().executor(host);
    use(bus, SubscriptionOptions.named("leaver").async(options).retrying(ONCE_MORE), false);
    assertThat(bus.close(LONG)).isEqualTo(CloseResult.COMPLETE);

    assertThat(within(LONG, this::areCollected)).isTrue();
    assertThat(within(LONG, () -> threads().isEmpty())).isTrue();
    assertThat(host.isShutdown()).as("the executor of the host").isFalse();
    host.shutdown();
    assertThat(host.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @Contract({"SUB-04", "SUB-06"})
  void timer_keeps_no_event_of_an_ended_subscription() {
    EventBus bus = silentBus();
    Subscription kept =
        use(bus, SubscriptionOptions.named("leaver").async().retrying(TOMORROW), true);
    assertThat(within(LONG, () -> kept.metrics().inFlight() == 1 && !workers.isEmpty())).isTrue();
    kept.unsubscribe();

    assertNothingIsLeftOnAnOpenBus();
    assertThat(kept.metrics().discarded()).isEqualTo(1);
    bus.close();
    assertNothingIsLeft();
  }

  @Test
  @Contract({"SUB-04", "END-06"})
  void timer_keeps_nothing_of_a_closed_bus() {
    EventBus bus = silentBus();
    use(bus, SubscriptionOptions.named("leaver").async().retrying(TOMORROW), true);
    assertThat(within(LONG, () -> !workers.isEmpty())).isTrue();
    assertThat(bus.close(Duration.ofMillis(1)).isComplete()).isFalse();

    assertNothingIsLeft();
  }

  @Test
  @Contract({"SUB-05", "END-06"})
  void dead_letters_of_a_closed_bus_keep_no_handler() {
    EventBus bus = silentBus();
    DeadLetters letters = DeadLetters.keeping(10);
    Subscription kept =
        use(bus, SubscriptionOptions.named("leaver").async().deadLetters(letters), true);
    assertThat(bus.close(LONG)).isEqualTo(CloseResult.COMPLETE);

    WeakReference<?> handler = references.get(0);
    assertThat(within(LONG, () -> handler.get() == null)).isTrue();
    assertThat(letters.list()).hasSize(1);
    assertThat(kept.metrics().dead()).isEqualTo(1);
  }

  @Test
  @Contract("BUS-11")
  void same_checks_see_what_an_open_subscription_holds() {
    EventBus bus = silentBus();
    Subscription open =
        use(bus, SubscriptionOptions.named("stayer").async().retrying(TOMORROW), true);
    assertThat(within(LONG, () -> open.metrics().inFlight() == 1 && !workers.isEmpty())).isTrue();

    assertThat(within(Duration.ofMillis(300), this::areCollected)).isFalse();
    assertThat(references).allSatisfy(reference -> assertThat(reference.get()).isNotNull());
    assertThat(threads()).anyMatch(name -> name.startsWith("tidings-timer"));
    open.unsubscribe();
    bus.close();
  }
}
