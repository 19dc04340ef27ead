package io.tidings.event.rx;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.tidings.event.EventSelector;
import io.tidings.event.PayloadKind;
import io.tidings.event.internal.QueueBounds;

/** Read-only observable of the events of a kind with their payloads. Thread-safe. */
final class PayloadStream<P extends Record> extends Observable<PayloadEvent<P>> {

  private final StreamTap stream;
  private final PayloadKind<P> kind;
  private final EventSelector selector;
  private final QueueBounds bounds;

  PayloadStream(StreamTap stream, PayloadKind<P> kind, QueueBounds bounds) {
    this.stream = stream;
    this.kind = kind;
    this.selector = EventSelector.kind(kind);
    this.bounds = bounds;
  }

  @Override
  protected void subscribeActual(Observer<? super PayloadEvent<P>> observer) {
    Inbox inbox = new Inbox(bounds, true, stream.dropped());
    ObserverSink sink = new ObserverSink.ToPayloadObserver<>(kind, observer);
    stream.connect(selector, inbox, sink, observer::onSubscribe);
  }
}
