package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Contract of the no-op bus. */
class NoopBusTest {

  private final EventBus bus = EventBus.noop();
  private final Notes notes = new Notes();

  @Test
  @Contract("BUS-17")
  void noop_bus_delivers_nothing_and_cannot_be_closed() {
    Subscription subscription =
        bus.subscribe(
            EventSelector.all(), SubscriptionOptions.named("mail"), notes.handler("never"));
    bus.close();

    assertThat(bus.emit(A.event())).isEqualTo(EmitResult.done(0));
    EventEmitter.of(bus).emit(A, event -> notes.add("built"));

    assertThat(notes.lines()).isEmpty();
    assertThat(subscription.name()).isEqualTo("mail");
    assertThat(subscription.isActive()).isFalse();
    assertThat(subscription.unsubscribe()).isFalse();
    assertThat(bus.isEnabled(A)).isFalse();
    assertThat(bus.flush(Duration.ofDays(1))).isTrue();
    assertThat(bus.events()).isSameAs(EventFactory.standard());
  }

  @Test
  @Contract("BUS-17")
  void noop_bus_checks_its_arguments() {
    DomainEvent event = null;
    EventKind kind = null;
    Duration timeout = null;

    assertThatNullPointerException().isThrownBy(() -> bus.emit(event));
    assertThatNullPointerException().isThrownBy(() -> bus.isEnabled(kind));
    assertThatNullPointerException().isThrownBy(() -> bus.flush(timeout));
    assertThatNullPointerException().isThrownBy(() -> bus.subscribe(A, null));
  }
}
