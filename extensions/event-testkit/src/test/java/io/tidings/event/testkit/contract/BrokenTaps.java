package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Buses that treat their taps badly. */
final class BrokenTaps {

  private BrokenTaps() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that("calls taps in reverse", "END-02 END-03 END-04 ORD-04 TAP-01", BrokenTaps::reversed),
        that(
            "has handlers for taps",
            "END-02 END-03 END-04 END-05 FLT-02 ORD-01 ORD-04 RES-01 TAP-03",
            BrokenTaps::handlersForTaps),
        that("lets a tap's failure out", "TAP-02", LetsTapFailuresOut::new),
        that(
            "does not ask taps for their interest",
            "TAP-03",
            setup -> asked(setup, (tap, kind) -> true)),
        that(
            "takes a tap that throws for not interested",
            "TAP-03",
            setup -> asked(setup, BrokenTaps::isInterested)),
        that("takes a tap for idle for ever", "TAP-04", setup -> idle(setup, OnceIdle::new)),
        that(
            "takes a tap that throws for idle",
            "TAP-04",
            setup -> idle(setup, tap -> new OnceIdle(tap, false))),
        that("keeps what a tap leaves open", "CTX-01 TAP-03", BrokenTaps::asking));
  }

  /** Asks the taps once more, as if they could do nothing but answer. */
  private static EventBus asking(BusSetup setup) {
    return new Sabotage(setup) {
      @Override
      public boolean isEnabled(EventKind kind) {
        boolean enabled = super.isEnabled(kind);
        return enabled && setup.taps().stream().noneMatch(tap -> !tap.isEnabled(kind));
      }
    };
  }

  private static EventBus reversed(BusSetup setup) {
    List<EventTap> taps = Arrays.asList(setup.taps().toArray(EventTap[]::new));
    Collections.reverse(taps);
    return setup.withTaps(taps.toArray(EventTap[]::new)).toBuilder().build();
  }

  private static EventBus handlersForTaps(BusSetup setup) {
    EventBus bus = setup.withTaps().toBuilder().build();
    setup.taps().forEach(tap -> bus.subscribe(EventSelector.all(), tap::onEvent));
    return bus;
  }

  private static EventBus asked(BusSetup setup, BiPredicate<EventTap, EventKind> interest) {
    return setup
        .withTaps(
            setup.taps().stream()
                .map(tap -> new OtherInterest(tap, interest))
                .toArray(EventTap[]::new))
        .toBuilder()
        .build();
  }

  private static EventBus idle(BusSetup setup, UnaryOperator<EventTap> idle) {
    return setup.withTaps(setup.taps().stream().map(idle).toArray(EventTap[]::new)).toBuilder()
        .build();
  }

  private static boolean isInterested(EventTap tap, EventKind kind) {
    try {
      return tap.isEnabled(kind);
    } catch (RuntimeException failure) {
      return false;
    }
  }

  /** A tap that says of its interest what another one says for it. */
  private record OtherInterest(EventTap tap, BiPredicate<EventTap, EventKind> interest)
      implements EventTap {

    @Override
    public void onEvent(DomainEvent event) throws Exception {
      tap.onEvent(event);
    }

    @Override
    public boolean isEnabled(EventKind kind) {
      return interest.test(tap, kind);
    }

    @Override
    public boolean flush(Duration timeout) throws Exception {
      return tap.flush(timeout);
    }

    @Override
    public boolean close(Duration timeout) throws Exception {
      return tap.close(timeout);
    }
  }

  /** A tap that is idle if another one fails to say whether it is, or has been, if that counts. */
  private static final class OnceIdle implements EventTap {
    private final EventTap tap;
    private final boolean remembers;
    private boolean wasIdle;

    OnceIdle(EventTap tap) {
      this(tap, true);
    }

    OnceIdle(EventTap tap, boolean remembers) {
      this.tap = tap;
      this.remembers = remembers;
    }

    @Override
    public boolean isIdle(EventKind kind) {
      if (remembers) {
        wasIdle |= tap.isIdle(kind);
        return wasIdle;
      }
      try {
        return tap.isIdle(kind);
      } catch (RuntimeException failure) {
        return true;
      }
    }

    @Override
    public void onEvent(DomainEvent event) throws Exception {
      tap.onEvent(event);
    }

    @Override
    public boolean isEnabled(EventKind kind) {
      return tap.isEnabled(kind);
    }

    @Override
    public boolean flush(Duration timeout) throws Exception {
      return tap.flush(timeout);
    }

    @Override
    public boolean close(Duration timeout) throws Exception {
      return tap.close(timeout);
    }
  }

  private static final class LetsTapFailuresOut extends Sabotage {
    LetsTapFailuresOut(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult result = super.emit(event);
      for (Throwable failure : result.failures()) {
        if (failure instanceof AssertionError error && result.tapFailures() > 0) {
          throw error;
        }
      }
      return result;
    }
  }
}
