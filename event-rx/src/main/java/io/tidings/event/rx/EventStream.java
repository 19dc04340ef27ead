package io.tidings.event.rx;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import io.tidings.event.internal.QueueBounds;

/** Read-only observable of the events that a selector matches. Thread-safe. */
final class EventStream extends Observable<DomainEvent> {

  private final StreamTap stream;
  private final EventSelector selector;
  private final QueueBounds bounds;

  EventStream(StreamTap stream, EventSelector selector, QueueBounds bounds) {
    this.stream = stream;
    this.selector = selector;
    this.bounds = bounds;
  }

  @Override
  protected void subscribeActual(Observer<? super DomainEvent> observer) {
    Inbox inbox = new Inbox(bounds, true, stream.dropped());
    ObserverSink sink = new ObserverSink.ToObserver(observer);
    stream.connect(selector, inbox, sink, observer::onSubscribe);
  }
}
