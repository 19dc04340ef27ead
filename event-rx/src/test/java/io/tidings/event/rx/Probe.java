package io.tidings.event.rx;

import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.disposables.Disposable;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A raw observer, without a wrapper of RxJava: records each event, then calls a handler. */
class Probe implements Observer<DomainEvent> {

  final List<DomainEvent> events = new CopyOnWriteArrayList<>();
  final AtomicInteger completions = new AtomicInteger();
  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  volatile @Nullable Disposable disposable;
  private final EventHandler then;

  Probe() {
    this(event -> {});
  }

  Probe(EventHandler then) {
    this.then = then;
  }

  @Override
  public void onSubscribe(Disposable disposable) {
    this.disposable = disposable;
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

  void dispose() {
    Disposable given = disposable;
    if (given != null) {
      given.dispose();
    }
  }

  List<String> kinds() {
    return events.stream().map(event -> event.kind().id()).toList();
  }

  List<@Nullable String> sessions() {
    return events.stream().<@Nullable String>map(DomainEvent::sessionId).toList();
  }
}
