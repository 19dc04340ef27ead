package io.tidings.event.rx;

import io.reactivex.rxjava3.core.FlowableSubscriber;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;

/** A raw subscriber that requests events at once, records them, then calls a handler. */
final class FlowProbe implements FlowableSubscriber<DomainEvent> {

  final List<DomainEvent> events = new CopyOnWriteArrayList<>();
  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  final AtomicInteger completions = new AtomicInteger();
  private final long atOnce;
  private final EventHandler then;
  private volatile @Nullable Subscription subscription;

  FlowProbe(long atOnce) {
    this(atOnce, event -> {});
  }

  FlowProbe(long atOnce, EventHandler then) {
    this.atOnce = atOnce;
    this.then = then;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    if (atOnce > 0) {
      subscription.request(atOnce);
    }
  }

  @Override
  public void onNext(DomainEvent event) {
    events.add(event);
    try {
      then.handle(event);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void onError(Throwable failure) {
    errors.add(failure);
  }

  @Override
  public void onComplete() {
    completions.incrementAndGet();
  }

  void request(long count) {
    Subscription given = subscription;
    if (given != null) {
      given.request(count);
    }
  }

  void cancel() {
    Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
  }

  List<@Nullable String> sessions() {
    return events.stream().<@Nullable String>map(DomainEvent::sessionId).toList();
  }
}
