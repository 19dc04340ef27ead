package io.tidings.event.observe.micrometer;

import io.tidings.event.EmitResult.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Numbers of emits of one kind. Its rejections are registered with the first one. Thread-safe. */
final class KindCounts {

  private final String kind;
  private final Bindings bindings;
  private final LongAdder emitted = new LongAdder();
  private final LongAdder limited = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final AtomicBoolean isRejected = new AtomicBoolean();

  KindCounts(String kind, Bindings bindings) {
    this.kind = kind;
    this.bindings = bindings;
    bindings.counter(Metric.EMITTED, emitted, LongAdder::sum, kind);
  }

  void count(Status status) {
    if (status == Status.DONE || status == Status.DEFERRED) {
      emitted.increment();
    } else {
      countRejected(status == Status.CLOSED ? dropped : limited);
    }
  }

  private void countRejected(LongAdder reason) {
    reason.increment();
    if (isRejected.compareAndSet(false, true)) {
      bindings.counter(Metric.REJECTED, limited, LongAdder::sum, kind, "limit");
      bindings.counter(Metric.REJECTED, dropped, LongAdder::sum, kind, "closed");
    }
  }
}
