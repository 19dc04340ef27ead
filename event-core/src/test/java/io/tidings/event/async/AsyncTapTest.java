package io.tidings.event.async;

import static io.tidings.event.Absent.absent;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.Contract;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.Sneaky;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How an AsyncTap delivers, and what its writer survives. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTapTest extends AsyncTapFixture {

  @Test
  @Contract({"ASY-01", "ASY-06"})
  void events_reach_the_delegate_in_order_on_the_writer_and_flush_waits_for_them()
      throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    AsyncTap tap =
        AsyncTap.of(event -> heard.add(event.id() + " " + Thread.currentThread().getName()));
    emit(tap, 1, 1_000);

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(tap.pending()).isZero();
    assertThat(heard)
        .isEqualTo(
            IntStream.rangeClosed(1, 1_000).mapToObj(i -> "e" + i + " tidings-async-tap").toList());
    assertThat(tap.close(LONG)).isTrue();
  }

  @Test
  @Contract("ASY-05")
  void the_writer_survives_whatever_the_delegate_throws() throws Exception {
    List<Throwable> thrown =
        List.of(
            new Exception("checked"),
            new IllegalStateException("unchecked"),
            new NoClassDefFoundError("linkage"),
            new StackOverflowError("deep"),
            new OutOfMemoryError("fatal"));
    List<Throwable> told = new CopyOnWriteArrayList<>();
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    sink.open();
    AsyncTap tap =
        AsyncTap.builder(
                new GatedTap() {
                  @Override
                  public void onEvent(DomainEvent event) throws Exception {
                    int number = Shop.number(event);
                    if (number < thrown.size()) {
                      throw Sneaky.undeclared(thrown.get(number));
                    }
                    done.add(event.id());
                    sink.onEvent(event);
                  }
                })
            .failureListener(new RecordedFailures(told))
            .threads(
                writer -> {
                  Thread thread = new Thread(writer);
                  thread.setUncaughtExceptionHandler((in, failure) -> uncaught.add(failure));
                  return thread;
                })
            .build();
    emit(tap, 0, thrown.size());

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(told).isEqualTo(thrown);
    assertThat(uncaught).containsExactly(thrown.get(4));
    assertThat(tap.failed()).isEqualTo(thrown.size());
    assertThat(sink.done).containsExactly("e" + thrown.size());
    assertThat(tap.close(LONG)).isTrue();
  }

  @Test
  @Contract("ASY-05")
  void the_writer_survives_an_interrupt_and_listeners_that_throw() throws Exception {
    AtomicReference<Thread> writer = new AtomicReference<>();
    List<String> heard = new CopyOnWriteArrayList<>();
    AsyncTap tap =
        AsyncTap.builder(
                event -> {
                  heard.add(event.id() + Thread.currentThread().isInterrupted());
                  Thread.currentThread().interrupt();
                  throw new InterruptedException("on purpose");
                })
            .failureListener(
                new RecordedFailures(new ArrayList<>()) {
                  @Override
                  void told(Throwable failure) {
                    throw new OutOfMemoryError("on purpose");
                  }
                })
            .threads(
                task -> {
                  writer.set(new Thread(task));
                  return requireNonNull(writer.get());
                })
            .build();
    requireNonNull(writer.get()).interrupt();
    emit(tap, 1, 2);

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(heard.get(1)).isEqualTo("e2false");
    assertThat(tap.close(LONG)).isTrue();
  }

  @Test
  @Contract({"ASY-01", "CTX-01"})
  void the_event_is_the_writers_current_one_and_what_the_delegate_leaves_open_is_gone()
      throws Exception {
    List<Object> seen = new CopyOnWriteArrayList<>();
    AsyncTap tap =
        AsyncTap.of(
            event -> {
              seen.add(EventContext.capture().event());
              seen.add(EventScope.current());
              EventScope.none().withUser("left-open").open();
            });
    EventScope scope = EventScope.none().withUser("ada");
    DomainEvent first = Shop.builder().scope(scope).build();
    DomainEvent second = Shop.sold(2);
    tap.onEvent(first);
    tap.onEvent(second);

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(seen).containsExactly(first, scope, second, EventScope.none());
    assertThat(tap.failed()).isZero();
    tap.close(LONG);
  }

  @ParameterizedTest
  @EnumSource(names = {"BLOCK", "DROP_NEWEST", "DROP_OLDEST"})
  @Contract({"ASY-01", "ASY-02"})
  void threads_lose_nothing_that_is_not_counted_and_keep_their_order(OverflowPolicy policy)
      throws Exception {
    OrderedDelivery delivery = new OrderedDelivery(4, 20_000);
    AsyncTap tap = AsyncTap.builder(delivery.sink()).capacity(100).overflow(policy).build();
    delivery.emitTo(tap::onEvent);

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(tap.close(LONG)).isTrue();
    assertThat(delivery.outOfOrder()).isZero();
    assertThat(delivery.heard() + tap.dropped()).isEqualTo(4 * 20_000);
    assertThat(policy != OverflowPolicy.BLOCK || tap.dropped() == 0).isTrue();
  }

  @Test
  @Contract("ASY-01")
  void the_same_threads_find_the_fault_of_a_queue_without_a_lock() throws Exception {
    OrderedDelivery delivery = new OrderedDelivery(4, 20_000);
    DomainEvent[] racy = new DomainEvent[4 * 20_000];
    int[] size = {0};
    delivery.emitTo(
        event -> {
          int place = size[0];
          if (place % 64 == 0) {
            LockSupport.parkNanos(1);
          }
          racy[place] = event;
          size[0] = place + 1;
        });

    assertThat(size[0]).isLessThan(4 * 20_000);
  }

  @Test
  @Contract({"ASY-08", "NOT-09"})
  void the_writer_is_a_daemon_unless_the_host_says_otherwise() {
    AtomicReference<Thread> writer = new AtomicReference<>();
    AsyncTap tap = AsyncTap.of(event -> writer.set(Thread.currentThread()));
    emit(tap, 1, 1);

    assertThat(tap.close(LONG)).isTrue();
    assertThat(requireNonNull(writer.get()).isDaemon()).isTrue();
    assertThatThrownBy(() -> AsyncTap.builder(sink).threads(task -> absent()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads");
  }

  @Test
  @Contract({"TAP-03", "TAP-04"})
  void the_delegate_says_what_it_is_interested_in() {
    AsyncTap tap = AsyncTap.of(sink);

    assertThat(tap.isInterested(Shop.SOLD)).isTrue();
    assertThat(tap.isInterested(EventKind.of("other"))).isFalse();
    tap.close(LONG);
  }

  @Test
  @Contract("BUS-04")
  void null_and_nonsense_are_refused_by_name() {
    AsyncTapBuilder builder = AsyncTap.builder(sink);

    assertThatThrownBy(() -> AsyncTap.of(absent())).hasMessage("delegate");
    assertThatThrownBy(() -> builder.capacity(0)).hasMessageContaining("capacity");
    assertThatThrownBy(() -> builder.overflow(absent())).hasMessage("overflow");
    assertThatThrownBy(() -> builder.blockTimeout(absent())).hasMessage("blockTimeout");
    assertThatThrownBy(() -> builder.blockTimeout(Duration.ofNanos(-1)))
        .hasMessageContaining("blockTimeout");
    assertThatThrownBy(() -> builder.blockTimeout(Duration.ofDays(366)))
        .hasMessageContaining("blockTimeout");
    assertThatThrownBy(() -> builder.failureListener(absent())).hasMessage("failureListener");
    assertThatThrownBy(() -> builder.threads(absent())).hasMessage("threads");
    AsyncTap tap = builder.build();
    assertThatThrownBy(() -> tap.onEvent(absent())).hasMessage("event");
    assertThatThrownBy(() -> tap.flush(absent())).hasMessage("timeout");
    assertThatThrownBy(() -> tap.close(absent())).hasMessage("timeout");
    tap.close(LONG);
  }
}
