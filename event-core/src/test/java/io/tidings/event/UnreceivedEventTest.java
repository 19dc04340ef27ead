package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event that nobody could hear is done, though a limit is met, also where there are taps. */
@Contract("BUS-03")
class UnreceivedEventTest {

  private final List<EmitResult> results = new ArrayList<>();
  private final RejectionCount refusals = new RejectionCount();

  /** A tap that is interested in one kind. */
  private record Wanting(EventKind kind) implements EventTap {

    @Override
    public void onEvent(DomainEvent event) {}

    @Override
    public boolean isInterested(EventKind asked) {
      return asked.equals(kind);
    }
  }

  private EventBus forbidding(EventTap... taps) {
    EventBusBuilder builder =
        EventBus.builder().order(DispatchOrder.FORBID).failureListener(refusals);
    for (EventTap tap : taps) {
      builder.tap(tap);
    }
    return builder.build();
  }

  @Test
  void a_tap_that_does_not_want_it_is_no_reason_to_refuse_it() {
    EventBus bus = forbidding(new Wanting(A));
    bus.subscribe(A, event -> results.add(bus.emit(b())));
    bus.emit(a());

    assertThat(results).containsExactly(EmitResult.done(0));
    assertThat(refusals.count()).isZero();
  }

  @Test
  void a_tap_that_wants_it_is() {
    EventBus bus = forbidding(new Wanting(A), new Wanting(Kinds.B));
    bus.subscribe(A, event -> results.add(bus.emit(b())));
    bus.emit(a());

    assertThat(results).containsExactly(EmitResult.rejected());
    assertThat(refusals.count()).isEqualTo(1);
  }

  @Test
  void a_subscription_to_another_session_is_no_reason_either() {
    EventBus bus = forbidding();
    bus.subscribe(EventSelector.session("s-1"), event -> {});
    bus.subscribe(A, event -> results.add(bus.emit(b())));
    bus.emit(a());

    assertThat(results).containsExactly(EmitResult.done(0));
  }
}
