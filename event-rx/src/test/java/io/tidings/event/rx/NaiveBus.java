package io.tidings.event.rx;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.Subject;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.spi.ForwardingEventBus;

/** The negative control: a bus with a stream built on a serialized subject. */
final class NaiveBus extends ForwardingEventBus {

  private final Subject<DomainEvent> subject = PublishSubject.<DomainEvent>create().toSerialized();
  private final EventBus delegate;

  NaiveBus(Given.Notes notes) {
    this.delegate = EventBus.builder().failureListener(notes).tap(subject::onNext).build();
  }

  @Override
  protected EventBus delegate() {
    return delegate;
  }

  Observable<DomainEvent> stream() {
    return subject;
  }
}
