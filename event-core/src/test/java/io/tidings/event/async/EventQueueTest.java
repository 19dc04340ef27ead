package io.tidings.event.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import io.tidings.event.DomainEvent;
import io.tidings.event.internal.QueueBounds;
import io.tidings.event.internal.QueuePolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Moments between an emitter and the writer that threads hardly ever meet. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventQueueTest {

  private final EventQueue queue =
      new EventQueue(new QueueBounds(1, 1_000, QueuePolicy.DROP_NEWEST, Duration.ZERO));
  private final @Nullable DomainEvent[] batch = queue.newBatch();

  private boolean offer(int number) {
    return queue.offer(Shop.sold(number), true);
  }

  @Test
  @Contract("ASY-03")
  void a_loss_just_before_the_last_event_is_settled_does_not_wait_for_another_event() {
    offer(1);
    queue.take(batch);
    long before = queue.droppedToReport(0);
    offer(2);
    queue.settle(batch, 0, 1);

    assertThat(before).isZero();
    assertThat(queue.take(batch)).isZero();
    assertThat(queue.droppedToReport(0)).isEqualTo(1);
    assertThat(queue.droppedToReport(0)).isZero();
  }

  @Test
  @Contract("ASY-03")
  void what_comes_between_the_end_and_the_last_report_is_no_loss_of_the_queue() {
    offer(1);
    offer(2);
    queue.take(batch);
    queue.settle(batch, 0, 1);
    queue.close();

    assertThat(queue.take(batch)).isEqualTo(-1);
    assertThat(offer(3)).isTrue();
    assertThat(offer(4)).isFalse();
    assertThat(queue.droppedToReport(0)).isEqualTo(1);
    assertThat(queue.dropped()).isEqualTo(3);
  }
}
