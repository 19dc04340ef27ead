package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buses that propagate failures of listeners or do not report them. */
final class BrokenFailures {

  private BrokenFailures() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that("propagates some exceptions of handlers", "BUS-09 FLT-01", LetsFailuresOut::new),
        that(
            "lets an Error stop the fan-out", "FLT-01 FLT-03 SUB-09 SUB-10", ErrorStopsFanOut::new),
        that(
            "ends an event whose payload is not readable",
            "PAY-09 SUB-09 SUB-10",
            UnreadableStopsFanOut::new),
        that("swallows a fatal error", "BUS-10 FLT-04 EMI-03", SwallowsFatal::new),
        that("throws a fatal error at once", "FLT-04", ThrowsFatalAtOnce::new),
        that(
            "reports no failures",
            "CTX-01 DEAD-02 FLT-02 FLT-05 FLT-07 FLT-09 ORD-05",
            setup -> setup.withFailureListener(new Silent()).toBuilder().build()),
        that("propagates exceptions of the failure listener", "FLT-05", LetsListenerOut::new),
        that(
            "logs every failure",
            "FLT-05 FLT-07",
            setup ->
                setup.failureListener() instanceof FailureNotes
                    ? setup.toBuilder().build()
                    : setup.withFailureListener(new Loud()).toBuilder().build()),
        that("loses interrupts", "FLT-08", ForgetsInterrupts::new),
        that(
            "does not sum up failures when it is closed",
            "FLT-09",
            setup ->
                setup.withFailureListener(withoutSummary(setup.failureListener())).toBuilder()
                    .build()));
  }

  private static final class LetsFailuresOut extends Sabotage {
    LetsFailuresOut(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult result = super.emit(event);
      for (Throwable failure : result.failures()) {
        if (failure instanceof UncheckedIOException unchecked) {
          throw unchecked;
        }
      }
      return result;
    }
  }

  private static final class ErrorStopsFanOut extends Sabotage {
    private boolean stopped;

    ErrorStopsFanOut(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      return inside(() -> super.emit(event), () -> stopped = false);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      return super.subscribe(selector, options, handler == null ? null : unlessStopped(handler));
    }

    private EventHandler unlessStopped(EventHandler handler) {
      return event -> {
        if (stopped) {
          return;
        }
        try {
          handler.handle(event);
        } catch (VirtualMachineError fatal) {
          stopped = fatal instanceof StackOverflowError;
          throw fatal;
        } catch (Error failure) {
          stopped = true;
          throw failure;
        }
      };
    }
  }

  private static final class UnreadableStopsFanOut extends Sabotage {
    private boolean stopped;

    UnreadableStopsFanOut(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      return inside(() -> super.emit(event), () -> stopped = false);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      return super.subscribe(selector, options, handler == null ? null : unlessStopped(handler));
    }

    private EventHandler unlessStopped(EventHandler handler) {
      return event -> {
        if (!stopped) {
          try {
            handler.handle(event);
          } catch (IllegalArgumentException unreadable) {
            stopped = true;
            throw unreadable;
          }
        }
      };
    }
  }

  private static final class SwallowsFatal extends Sabotage {
    SwallowsFatal(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      try {
        return super.emit(event);
      } catch (VirtualMachineError fatal) {
        return EmitResult.done(0);
      }
    }
  }

  private static final class ThrowsFatalAtOnce extends Sabotage {
    ThrowsFatalAtOnce(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult result = super.emit(event);
      for (Throwable failure : result.failures()) {
        if (failure instanceof VirtualMachineError fatal
            && !(failure instanceof StackOverflowError)) {
          throw fatal;
        }
      }
      return result;
    }
  }

  private static class Silent implements FailureListener {
    @Override
    public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {}

    @Override
    public void tapFailed(DomainEvent event, EventTap tap, Throwable failure) {}

    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {}

    @Override
    public void rejected(DomainEvent event, String reason) {}
  }

  private static final class Loud extends Silent {
    private static final Logger LOG = LoggerFactory.getLogger(Loud.class);

    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
      LOG.warn("{} {} {}", event.kind(), event.id(), subscription.name(), failure);
    }
  }

  private static final class LetsListenerOut extends Sabotage {
    private final ThreadLocal<Throwable> thrown;

    LetsListenerOut(BusSetup setup) {
      this(setup, new ThreadLocal<>());
    }

    private LetsListenerOut(BusSetup setup, ThreadLocal<Throwable> thrown) {
      super(setup.withFailureListener(new Remembering(setup.failureListener(), thrown)));
      this.thrown = thrown;
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult result = super.emit(event);
      if (thrown.get() != null) {
        throw new IllegalStateException(thrown.get());
      }
      return result;
    }
  }

  /** Hands on to another listener all but the summary. */
  private static FailureListener withoutSummary(FailureListener listener) {
    return new FailureListener() {
      @Override
      public void selectorFailed(DomainEvent event, Subscription of, Throwable failure) {
        listener.selectorFailed(event, of, failure);
      }

      @Override
      public void tapFailed(DomainEvent event, EventTap tap, Throwable failure) {
        listener.tapFailed(event, tap, failure);
      }

      @Override
      public void handlerFailed(DomainEvent event, Subscription of, Throwable failure) {
        listener.handlerFailed(event, of, failure);
      }

      @Override
      public void rejected(DomainEvent event, String reason) {
        listener.rejected(event, reason);
      }

      @Override
      public void summarize() {}
    };
  }

  /** Hands on to another listener, and remembers what that throws about handlers. */
  private record Remembering(FailureListener listener, ThreadLocal<Throwable> thrown)
      implements FailureListener {

    @Override
    public void selectorFailed(DomainEvent event, Subscription subscription, Throwable failure) {
      listener.selectorFailed(event, subscription, failure);
    }

    @Override
    public void tapFailed(DomainEvent event, EventTap tap, Throwable failure) {
      listener.tapFailed(event, tap, failure);
    }

    @Override
    public void handlerFailed(DomainEvent event, Subscription subscription, Throwable failure) {
      try {
        listener.handlerFailed(event, subscription, failure);
      } catch (Throwable second) {
        thrown.set(second);
      }
    }

    @Override
    public void rejected(DomainEvent event, String reason) {
      listener.rejected(event, reason);
    }

    @Override
    public void summarize() {
      listener.summarize();
    }
  }

  private static final class ForgetsInterrupts extends Sabotage {
    ForgetsInterrupts(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult result = super.emit(event);
      Thread.interrupted();
      return result;
    }
  }
}
