package io.tidings.event.rx;

import io.reactivex.rxjava3.core.Flowable;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import io.tidings.event.internal.QueueBounds;
import org.reactivestreams.Subscriber;

/** Read-only flow of the events that a selector matches, on request. Thread-safe. */
final class EventFlow extends Flowable<DomainEvent> {

  private final StreamTap stream;
  private final EventSelector selector;
  private final QueueBounds bounds;

  EventFlow(StreamTap stream, EventSelector selector, QueueBounds bounds) {
    this.stream = stream;
    this.selector = selector;
    this.bounds = bounds;
  }

  @Override
  protected void subscribeActual(Subscriber<? super DomainEvent> subscriber) {
    Inbox inbox = new Inbox(bounds, false, stream.dropped());
    ObserverSink sink = new ObserverSink.ToSubscriber(subscriber);
    stream.connect(selector, inbox, sink, subscriber::onSubscribe);
  }
}
