package io.tidings.event.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import io.tidings.event.DomainEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Moments between an emitter and the writer that threads hardly ever meet. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandOverTest {

  private final HandOver handOver = new HandOver(1, OverflowPolicy.DROP_NEWEST, 0);
  private final @Nullable DomainEvent[] batch = handOver.newBatch();

  private boolean offer(int number) {
    return handOver.offer(Shop.sold(number), true);
  }

  @Test
  @Contract("ASY-03")
  void a_loss_just_before_the_last_event_is_settled_does_not_wait_for_another_event() {
    offer(1);
    handOver.take(batch);
    long before = handOver.lossesToReport(0);
    offer(2);
    handOver.settled();

    assertThat(before).isZero();
    assertThat(handOver.take(batch)).isZero();
    assertThat(handOver.lossesToReport(0)).isEqualTo(1);
    assertThat(handOver.lossesToReport(0)).isZero();
  }

  @Test
  @Contract("ASY-03")
  void what_comes_between_the_end_and_the_last_report_is_no_loss_of_the_queue() {
    offer(1);
    offer(2);
    handOver.take(batch);
    handOver.settled();
    handOver.close();

    assertThat(handOver.take(batch)).isEqualTo(-1);
    assertThat(offer(3)).isTrue();
    assertThat(offer(4)).isFalse();
    assertThat(handOver.lossesToReport(0)).isEqualTo(1);
    assertThat(handOver.dropped()).isEqualTo(3);
  }
}
