package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;
import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Buses with faults under concurrent use. */
final class BrokenThreads {

  private BrokenThreads() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that(
            "calls handlers of the catalogue's kinds on another thread",
            "BUS-05",
            BrokenThreads::onAnotherThread),
        that("drops events while it is busy", "BUS-06 BUS-08", DropsWhileBusy::new),
        that("holds a lock while handlers run", "BUS-08", HoldsLock::new),
        that("delivers on one thread only", "BUS-06 BUS-08 BUS-15", OneThread::new));
  }

  private static EventBus onAnotherThread(BusSetup setup) {
    return Sabotage.handlers(
        setup,
        handler ->
            event -> {
              if (event.kind() instanceof EventType) {
                Workbench.elsewhere(
                    () -> {
                      handler.handle(event);
                      return true;
                    });
              } else {
                handler.handle(event);
              }
            });
  }

  /** Now and then it is busy for long, so that other threads come meanwhile on any machine. */
  private static final class DropsWhileBusy extends Sabotage {
    private final ReentrantLock busy = new ReentrantLock();
    private int emits;

    DropsWhileBusy(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      requireNonNull(event, "event");
      if (!busy.tryLock()) {
        return EmitResult.done(0);
      }
      try {
        if (++emits % 100 == 0) {
          LockSupport.parkNanos(1_000_000);
        }
        return super.emit(event);
      } finally {
        busy.unlock();
      }
    }
  }

  private static final class HoldsLock extends Sabotage {
    private final ReentrantLock lock = new ReentrantLock();

    HoldsLock(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      lock.lock();
      try {
        return super.emit(event);
      } finally {
        lock.unlock();
      }
    }
  }

  private static final class OneThread extends Sabotage {
    private final Thread mine = Thread.currentThread();

    OneThread(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      return Thread.currentThread() == mine ? super.emit(event) : EmitResult.done(0);
    }
  }
}
