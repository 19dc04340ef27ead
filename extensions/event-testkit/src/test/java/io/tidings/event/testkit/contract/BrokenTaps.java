package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;
import static org.assertj.core.api.Assertions.catchThrowable;

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

/** Buses with faults in the calls of taps. */
final class BrokenTaps {

  private BrokenTaps() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that("calls taps in reverse", "END-02 END-03 END-04 ORD-04 TAP-01", BrokenTaps::reversed),
        that(
            "calls taps as handlers",
            "DEAD-01 DSC-01 END-02 END-03 END-04 END-05 FLT-02 ORD-01 ORD-04 RES-01 TAP-03",
            BrokenTaps::handlersForTaps),
        that("propagates exceptions of taps", "TAP-02", LetsTapFailuresOut::new),
        that("ignores the interest of taps", "TAP-03", setup -> asked(setup, (tap, kind) -> true)),
        that(
            "treats a throwing interest as false",
            "TAP-03",
            setup -> asked(setup, BrokenTaps::isInterested)),
        that(
            "remembers that a tap was not interested",
            "TAP-04",
            setup -> wrapped(setup, OnceUninterested::new)),
        that("keeps what a flushed tap leaves open", "CTX-01 END-04 END-05", BrokenTaps::flushing),
        that("keeps what an interest leaves open", "CTX-06", BrokenTaps::asking));
  }

  /** Has the taps state their interest once more, outside the sound bus. */
  private static EventBus asking(BusSetup setup) {
    return new Sabotage(setup) {
      @Override
      public boolean isEnabled(EventKind kind) {
        boolean enabled = super.isEnabled(kind);
        setup.taps().forEach(tap -> isInterested(tap, kind));
        return enabled;
      }
    };
  }

  /** Flushes the taps once more, outside every frame. */
  private static EventBus flushing(BusSetup setup) {
    return new Sabotage(setup) {
      @Override
      public boolean flush(Duration timeout) {
        boolean flushed = super.flush(timeout);
        for (EventTap tap : setup.taps()) {
          Throwable unused = catchThrowable(() -> tap.flush(timeout));
        }
        return flushed;
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

  private static EventBus wrapped(BusSetup setup, UnaryOperator<EventTap> wrapper) {
    return setup.withTaps(setup.taps().stream().map(wrapper).toArray(EventTap[]::new)).toBuilder()
        .build();
  }

  private static boolean isInterested(EventTap tap, EventKind kind) {
    try {
      return tap.isInterested(kind);
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
    public boolean isInterested(EventKind kind) {
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

  /** A tap that is never interested again once its delegate was not. */
  private static final class OnceUninterested implements EventTap {
    private final EventTap tap;
    private boolean wasUninterested;

    OnceUninterested(EventTap tap) {
      this.tap = tap;
    }

    @Override
    public boolean isInterested(EventKind kind) {
      boolean interested = tap.isInterested(kind);
      wasUninterested |= !interested;
      return !wasUninterested;
    }

    @Override
    public void onEvent(DomainEvent event) throws Exception {
      tap.onEvent(event);
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
