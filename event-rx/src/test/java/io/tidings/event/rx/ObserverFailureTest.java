package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.reactivex.rxjava3.exceptions.MissingBackpressureException;
import io.reactivex.rxjava3.exceptions.OnErrorNotImplementedException;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObserverFailureTest {

  private final Given.Notes notes = new Given.Notes();
  private final ReactiveEventBus bus = ReactiveEventBus.builder().failureListener(notes).build();
  private final List<Throwable> plugin = new CopyOnWriteArrayList<>();

  @BeforeEach
  void recordPluginErrors() {
    RxJavaPlugins.setErrorHandler(plugin::add);
  }

  @AfterEach
  void resetPluginErrors() {
    RxJavaPlugins.setErrorHandler(null);
  }

  static Stream<Supplier<Throwable>> contained() {
    return Stream.of(
        () -> new IllegalStateException("thrown on purpose"),
        () -> new LinkageError("thrown on purpose"),
        () -> new AssertionError("thrown on purpose"),
        () -> new StackOverflowError("thrown on purpose"));
  }

  private static void raise(Throwable failure) throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  @ParameterizedTest
  @MethodSource("contained")
  @Contract({"RX-06", "STR-12"})
  void throwing_observer_is_reported_and_all_get_the_next_event(Supplier<Throwable> failure)
      throws Exception {
    AtomicInteger raw = new AtomicInteger();
    AtomicInteger consumed = new AtomicInteger();
    AtomicInteger handled = new AtomicInteger();
    bus.stream()
        .subscribe(
            new Probe(
                event -> {
                  raw.incrementAndGet();
                  raise(failure.get());
                }));
    bus.observe(
        EventSelector.all(),
        event -> {
          consumed.incrementAndGet();
          raise(failure.get());
        });
    Probe other = new Probe();
    bus.stream().subscribe(other);
    bus.subscribe(A, event -> handled.incrementAndGet());
    Threads.inParallel(
        4,
        thread -> {
          for (int i = 0; i < 200; i++) {
            bus.emit(a(i));
          }
        });

    assertThat(raw).hasValue(800);
    assertThat(consumed).hasValue(800);
    assertThat(handled).hasValue(800);
    assertThat(other.events).hasSize(800);
    assertThat(notes.lines).hasSize(1_600).containsOnly("handler at test.a");
    assertThat(plugin).isEmpty();
  }

  @Test
  @Contract("STR-06")
  void fatal_error_surfaces_from_its_emit_after_all_deliveries() {
    OutOfMemoryError first = new OutOfMemoryError("thrown on purpose");
    InternalError second = new InternalError("thrown on purpose");
    bus.observe(EventSelector.all(), event -> raise(first));
    bus.observe(EventSelector.all(), event -> raise(second));
    Probe other = new Probe();
    bus.stream().subscribe(other);
    AtomicInteger handled = new AtomicInteger();
    bus.subscribe(A, event -> handled.incrementAndGet());

    for (int i = 1; i <= 2; i++) {
      assertThatThrownBy(() -> bus.emit(a())).isSameAs(first).hasSuppressedException(second);
      assertThat(handled).hasValue(i);
      assertThat(other.events).hasSize(i);
    }
    assertThat(notes.lines).hasSize(4).containsOnly("handler at test.a");
  }

  @Test
  @Contract("STR-06")
  void concurrent_fatal_errors_surface_once_and_lose_no_event() throws Exception {
    AtomicInteger thrown = new AtomicInteger();
    AtomicInteger surfaced = new AtomicInteger();
    bus.observe(
        EventSelector.all(),
        event -> {
          thrown.incrementAndGet();
          throw new OutOfMemoryError("thrown on purpose");
        });
    Probe other = new Probe();
    bus.stream().subscribe(other);
    Threads.inParallel(
        4,
        thread -> {
          for (int i = 0; i < 200; i++) {
            Throwable failure = catchThrowable(() -> bus.emit(a()));
            if (failure != null) {
              surfaced.addAndGet(count(failure));
            }
          }
        });

    assertThat(thrown).hasValue(800);
    assertThat(surfaced).hasValue(800);
    assertThat(other.events).hasSize(800);
  }

  /** Counts an error and its suppressed ones, at any depth. */
  private static int count(Throwable failure) {
    return 1 + Stream.of(failure.getSuppressed()).mapToInt(ObserverFailureTest::count).sum();
  }

  @Test
  @Contract("STR-06")
  void stack_overflow_in_an_emit_leaves_the_stream_usable() {
    Probe probe = new Probe();
    bus.stream().subscribe(probe);
    AtomicInteger tries = new AtomicInteger();
    assertThatThrownBy(() -> emitDeeper(tries)).isInstanceOf(StackOverflowError.class);
    for (int i = 0; i < 10; i++) {
      bus.emit(a(i));
    }

    assertThat(tries.get()).isGreaterThan(100);
    assertThat(probe.sessions()).endsWith("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  @Test
  @Contract("STR-06")
  void stack_overflow_in_a_queued_emit_leaves_the_queue_usable() throws Exception {
    for (int round = 0; round < 15; round++) {
      bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(event -> {});
      AtomicInteger tries = new AtomicInteger();
      FutureTask<Throwable> deep = new FutureTask<>(() -> catchThrowable(() -> emitDeeper(tries)));
      Thread thread = new Thread(null, deep, "deep", 160 * 1024 + 64 * round);
      thread.setDaemon(true);
      thread.start();
      assertThat(Threads.join(deep)).isInstanceOf(StackOverflowError.class);
    }

    assertThat(Threads.join(Threads.start(() -> bus.emit(a()))).tapFailures()).isZero();
  }

  private int emitDeeper(AtomicInteger tries) {
    tries.incrementAndGet();
    bus.emit(a());
    return tries.get() == Integer.MAX_VALUE ? 0 : 1 + emitDeeper(tries);
  }

  @Test
  @Contract("STR-06")
  void interrupt_taken_by_a_consumer_is_restored() {
    bus.observe(
        EventSelector.all(),
        event -> {
          throw new InterruptedException("thrown on purpose");
        });
    bus.emit(a());

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @Contract("RX-06")
  void reported_failure_names_the_observer() {
    Subscription consumer = bus.observe(EventSelector.all(), event -> raise(new Exception()));
    bus.emit(a());

    assertThat(notes.sources).containsExactly(consumer);
    assertThat(consumer.name()).startsWith(getClass().getName()).contains("#");
  }

  @Test
  @Contract("RX-06")
  void throwing_failure_listener_affects_no_delivery() {
    ReactiveEventBus unlucky =
        ReactiveEventBus.builder()
            .failureListener(
                new Given.Notes() {
                  @Override
                  public void handlerFailed(
                      DomainEvent event, Subscription subscription, Throwable failure) {
                    throw new IllegalStateException("thrown on purpose");
                  }
                })
            .build();
    unlucky.observe(EventSelector.all(), event -> raise(new Exception()));
    Probe other = new Probe();
    unlucky.stream().subscribe(other);

    assertThat(unlucky.emit(a())).isEqualTo(EmitResult.done(0));
    assertThat(other.events).hasSize(1);
  }

  @Test
  @Contract({"RX-06", "STR-12"})
  void throwing_lambda_inside_rxjava_ends_only_its_own_chain() {
    AtomicInteger lambda = new AtomicInteger();
    AtomicInteger mapped = new AtomicInteger();
    List<Throwable> errors = new CopyOnWriteArrayList<>();
    bus.stream()
        .subscribe(
            event -> {
              lambda.incrementAndGet();
              throw new IllegalStateException("thrown on purpose");
            });
    bus.stream()
        .map(
            event -> {
              mapped.incrementAndGet();
              throw new IllegalArgumentException("thrown on purpose");
            })
        .subscribe(event -> {}, errors::add);
    Probe other = new Probe();
    bus.stream().subscribe(other);
    bus.emit(a());
    bus.emit(a());

    assertThat(lambda).hasValue(1);
    assertThat(mapped).hasValue(1);
    assertThat(errors).singleElement().isInstanceOf(IllegalArgumentException.class);
    assertThat(other.events).hasSize(2);
    assertThat(bus.metrics().observers()).isOne();
    assertThat(plugin).singleElement().isInstanceOf(OnErrorNotImplementedException.class);
  }

  @Test
  @Contract("RX-06")
  void throwing_flow_subscriber_counts_as_cancelled() {
    AtomicInteger given = new AtomicInteger();
    bus.flow(EventSelector.all(), Overflow.block(), 8)
        .subscribe(
            new FlowProbe(
                Long.MAX_VALUE,
                event -> {
                  given.incrementAndGet();
                  throw new IllegalStateException("thrown on purpose");
                }));
    bus.emit(a());
    bus.emit(a());

    assertThat(given).hasValue(1);
    assertThat(notes.lines).containsExactly("handler at test.a");
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(1, 0, 1, 0, 0));
  }

  @Test
  @Contract("RX-06")
  void failed_subscribe_or_terminal_signal_hides_the_tap() {
    Probe beginning =
        new Probe() {
          @Override
          public void onSubscribe(io.reactivex.rxjava3.disposables.Disposable disposable) {
            throw new IllegalStateException("thrown on purpose");
          }
        };
    bus.stream().subscribe(beginning);
    Probe end =
        new Probe() {
          @Override
          public void onComplete() {
            throw new LinkageError("thrown on purpose");
          }
        };
    bus.stream().subscribe(end);
    Probe other = new Probe();
    bus.stream().subscribe(other);
    bus.emit(a());
    bus.close();

    assertThat(beginning.events).isEmpty();
    assertThat(other.completions).hasValue(1);
    assertThat(notes.lines).containsExactly("tap", "tap");
    assertThat(notes.sources)
        .allSatisfy(source -> assertThat(source.toString()).startsWith("ObserverTap[observer="));
    assertThat(plugin).isEmpty();
  }

  @Test
  @Contract({"STR-13", "STR-12"})
  void overflow_error_of_a_consumer_is_reported() throws Exception {
    ReactiveEventBus small =
        ReactiveEventBus.builder().failureListener(notes).overflow(Overflow.error(), 1).build();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Subscription consumer =
        small.observe(
            EventSelector.all(),
            event -> {
              inside.countDown();
              Threads.await(release);
            });
    FutureTask<?> first = Threads.start(() -> small.emit(a()));
    Threads.await(inside);
    small.emit(a());
    small.emit(a());
    release.countDown();
    Threads.join(first);

    assertThat(consumer.isActive()).isFalse();
    assertThat(notes.failures)
        .singleElement()
        .isInstanceOf(MissingBackpressureException.class)
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessageStartingWith("observer queue is full");
    assertThat(notes.lines).containsExactly("tap");
    assertThat(notes.sources).asString().contains("observer=" + consumer.name());
    assertThat(small.metrics()).isEqualTo(new StreamMetrics(3, 1, 0, 2, 0));
    assertThat(plugin).isEmpty();
  }
}
