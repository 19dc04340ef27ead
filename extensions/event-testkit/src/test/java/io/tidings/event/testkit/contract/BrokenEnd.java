package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Buses with faults in close and flush. */
final class BrokenEnd {

  private BrokenEnd() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that(
            "delivers after close",
            "BUS-14 DEAD-01 DSC-01 END-01 END-03 END-05 FLT-09",
            DeliversAfterClose::new),
        that("logs nothing when it is closed", "END-01", SilentWhenClosed::new),
        that(
            "skips handlers when it is closed",
            "END-02 END-03 SUB-09 SUB-10",
            DropsWhenClosed::new),
        that("waits for handlers when it is closed", "END-02", WaitsWhenClosed::new),
        that("closes taps too early", "CTX-01 END-03 END-05", ClosesTapsEarly::new),
        that("does not flush its taps", "END-04 END-05 SUB-09", setup -> flushed(setup, false)),
        that("flushes inside a handler", "END-05", setup -> flushed(setup, true)),
        that("flushes while it is flushed", "END-05", FlushesWhileFlushed::new));
  }

  private static EventBus flushed(BusSetup setup, boolean reallyAtTheTop) {
    return new Sabotage(setup) {
      @Override
      public EmitResult emit(DomainEvent event) {
        return inside(() -> super.emit(event), () -> {});
      }

      @Override
      public boolean flush(Duration timeout) {
        if (reallyAtTheTop == isInside()) {
          java.util.Objects.requireNonNull(timeout, "timeout");
          return true;
        }
        return super.flush(timeout);
      }
    };
  }

  private static final class FlushesWhileFlushed extends Sabotage {
    private boolean flushing;

    FlushesWhileFlushed(BusSetup setup) {
      super(setup);
    }

    @Override
    public boolean flush(Duration timeout) {
      if (flushing) {
        return true;
      }
      flushing = true;
      try {
        return super.flush(timeout);
      } finally {
        flushing = false;
      }
    }
  }

  private static final class DeliversAfterClose extends Sabotage {
    private boolean closed;

    DeliversAfterClose(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      return super.subscribe(selector, options, handler);
    }

    @Override
    public boolean isEnabled(EventKind kind) {
      return !closed && super.isEnabled(kind);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class SilentWhenClosed extends Sabotage {
    private volatile boolean closed;

    SilentWhenClosed(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      return closed ? EmitResult.closed() : super.emit(event);
    }

    @Override
    public void close() {
      closed = true;
      super.close();
    }
  }

  private static final class DropsWhenClosed extends Sabotage {
    private volatile boolean closed;

    DropsWhenClosed(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      return super.subscribe(
          selector,
          options,
          handler == null
              ? null
              : event -> {
                if (!closed) {
                  handler.handle(event);
                }
              });
    }

    @Override
    public void close() {
      closed = true;
      super.close();
    }
  }

  private static final class WaitsWhenClosed extends Sabotage {
    private final ReentrantLock running = new ReentrantLock();

    WaitsWhenClosed(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      if (!event.is(TestKind.A)) {
        return super.emit(event);
      }
      running.lock();
      try {
        return super.emit(event);
      } finally {
        running.unlock();
      }
    }

    @Override
    public void close() {
      running.lock();
      try {
        super.close();
      } finally {
        running.unlock();
      }
    }
  }

  private static final class ClosesTapsEarly extends Sabotage {
    private final BusSetup setup;
    private boolean closed;

    ClosesTapsEarly(BusSetup setup) {
      super(
          setup.withTaps(
              setup.taps().stream().map(ClosesTapsEarly::unclosed).toArray(EventTap[]::new)));
      this.setup = setup;
    }

    private static EventTap unclosed(EventTap tap) {
      return new EventTap() {
        @Override
        public void onEvent(DomainEvent event) throws Exception {
          tap.onEvent(event);
        }

        @Override
        public boolean isInterested(EventKind kind) {
          return tap.isInterested(kind);
        }

        @Override
        public boolean flush(Duration timeout) throws Exception {
          return tap.flush(timeout);
        }
      };
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        setup.taps().forEach(ClosesTapsEarly::closed);
      }
      super.close();
    }

    private static void closed(EventTap tap) {
      try {
        tap.close(Duration.ZERO);
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
