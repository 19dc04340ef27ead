package io.tidings.event.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import io.tidings.event.DomainEvent;
import io.tidings.event.spi.BatchTap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncBatchTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Keeps the batches it is given; the first one waits until it is let go. */
  private static final class Batches implements BatchTap {

    final List<List<DomainEvent>> heard = new CopyOnWriteArrayList<>();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public void onEvents(List<DomainEvent> events) throws InterruptedException {
      heard.add(events);
      begun.countDown();
      go.await();
      if (events.get(0).id().equals("e2")) {
        throw new IllegalStateException("the second batch fails");
      }
    }

    @Override
    public void onEvent(DomainEvent event) {
      throw new AssertionError("one at a time is not asked for");
    }
  }

  @Test
  @Contract({"ASY-01", "ASY-05", "ASY-06"})
  void what_has_been_waiting_goes_to_a_batch_tap_at_once_and_in_order() throws Exception {
    Batches sink = new Batches();
    List<Throwable> told = new CopyOnWriteArrayList<>();
    AsyncTap tap =
        AsyncTap.builder(sink).failureListener(new RecordedFailures(told)).capacity(2_000).build();
    tap.onEvent(Shop.sold(1));
    sink.begun.await();
    IntStream.rangeClosed(2, 1_000).mapToObj(Shop::sold).forEach(tap::onEvent);

    assertThat(tap.pending()).isEqualTo(1_000);
    sink.go.countDown();
    assertThat(tap.flush(LONG)).isTrue();

    assertThat(tap.pending()).isZero();
    assertThat(sink.heard).extracting(List::size).containsExactly(1, 512, 487);
    List<String> ids = new ArrayList<>();
    sink.heard.forEach(batch -> batch.forEach(event -> ids.add(event.id())));
    assertThat(ids).isEqualTo(IntStream.rangeClosed(1, 1_000).mapToObj(i -> "e" + i).toList());
    assertThat(tap.failed()).isEqualTo(512);
    assertThat(told).hasSize(512).allSatisfy(f -> assertThat(f).hasMessageContaining("second"));
    assertThat(tap.close(LONG)).isTrue();
  }
}
