package io.tidings.event.rx;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;

/** Read-only observable of the events that a selector matches. Thread-safe. */
final class EventStream extends Observable<DomainEvent> {

  private final StreamTap stream;
  private final EventSelector selector;
  private final Overflow overflow;
  private final int capacity;

  EventStream(StreamTap stream, EventSelector selector, Overflow overflow, int capacity) {
    this.stream = stream;
    this.selector = selector;
    this.overflow = overflow;
    this.capacity = capacity;
  }

  @Override
  protected void subscribeActual(Observer<? super DomainEvent> observer) {
    Inbox inbox = new Inbox(overflow, capacity, true, stream.dropped());
    ObserverSink sink = new ObserverSink.ToObserver(observer);
    stream.connect(selector, inbox, sink, observer::onSubscribe);
  }
}
