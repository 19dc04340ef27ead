package io.tidings.event.observe.jfr;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import java.util.List;
import java.util.function.Supplier;

/** Recorded operations of a trail, which are loaded only with the module {@code jdk.jfr}. */
final class TrailRecorder {

  private TrailRecorder() {}

  static <T> T append(List<DomainEvent> events, Supplier<T> append) {
    if (!AppendEvent.PROBE.isEnabled()) {
      return append.get();
    }
    AppendEvent recorded = new AppendEvent();
    recorded.begin();
    try {
      return append.get();
    } catch (Throwable failure) {
      recorded.failure = failure.getClass().getName();
      throw failure;
    } finally {
      recorded.end();
      if (recorded.shouldCommit()) {
        recorded.events = events.size();
        recorded.commit();
      }
    }
  }

  static void attempt(String delivery, DeliveryAttempt attempt, DeliveryHandler handler)
      throws Exception {
    if (!AttemptEvent.PROBE.isEnabled()) {
      handler.handle(attempt);
      return;
    }
    AttemptEvent recorded = new AttemptEvent();
    recorded.begin();
    try {
      handler.handle(attempt);
    } catch (Throwable failure) {
      recorded.failure = failure.getClass().getName();
      throw failure;
    } finally {
      recorded.end();
      if (recorded.shouldCommit()) {
        recorded.delivery = delivery;
        recorded.kind = attempt.event().kind().id();
        recorded.eventId = attempt.event().id();
        recorded.position = attempt.seq();
        recorded.attempt = attempt.number();
        recorded.commit();
      }
    }
  }
}
