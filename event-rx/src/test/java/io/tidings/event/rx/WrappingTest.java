package io.tidings.event.rx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.spi.ForwardingEventBus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wrapper of the bus behind a stream. */
class WrappingTest {

  /** Bus that drops every other event. */
  private static final class Halving extends ForwardingEventBus {
    private final EventBus delegate;
    private int emits;

    Halving(EventBus delegate) {
      this.delegate = delegate;
    }

    @Override
    protected EventBus delegate() {
      return delegate;
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      return emits++ % 2 == 0 ? super.emit(event) : EmitResult.rejected();
    }
  }

  @Test
  void wrapper_receives_emits_and_the_stream_what_it_forwards() {
    ReactiveEventBus bus = ReactiveEventBus.builder().wrapping(Halving::new).build();
    List<DomainEvent> streamed = new ArrayList<>();
    List<DomainEvent> handled = new ArrayList<>();
    bus.stream().subscribe(streamed::add);
    bus.subscribe(EventType.PLAN_CREATED, handled::add);
    DomainEvent first = DomainEvent.of(EventType.PLAN_CREATED);

    bus.emit(first);
    EmitResult second = bus.emit(DomainEvent.of(EventType.PLAN_CREATED));

    assertThat(second.status()).isEqualTo(EmitResult.Status.REJECTED);
    assertThat(streamed).containsExactly(first);
    assertThat(handled).containsExactly(first);
  }

  @Test
  void wrapper_must_return_a_bus() {
    assertThatThrownBy(() -> ReactiveEventBus.builder().wrapping(bus -> null).build())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("wrapper");
  }
}
