package io.tidings.event.rx;

import io.reactivex.rxjava3.core.Observer;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import io.tidings.event.PayloadKind;
import org.reactivestreams.Subscriber;

/**
 * The host's end of an {@link ObserverLink}, called by one thread at a time. Any method may throw
 * any throwable.
 */
interface ObserverSink {

  /** Delivers an event. */
  void next(DomainEvent event) throws Exception;

  /** Signals completion. */
  void complete();

  /** Signals an error; throws it if the host's object has no method for errors. */
  void fail(RuntimeException failure);

  /** Returns whether an exception from {@link #next} cancels the link. */
  boolean cancelsOnFailure();

  /** Returns the host's object, from which the link takes its name. */
  Object target();

  /** A sink of an observer, which keeps receiving after it has thrown. */
  interface OfObserver extends ObserverSink {

    @Override
    Observer<?> target();

    @Override
    default void complete() {
      target().onComplete();
    }

    @Override
    default void fail(RuntimeException failure) {
      target().onError(failure);
    }

    @Override
    default boolean cancelsOnFailure() {
      return false;
    }
  }

  /** An observer of events. */
  record ToObserver(Observer<? super DomainEvent> target) implements OfObserver {

    @Override
    public void next(DomainEvent event) {
      target.onNext(event);
    }
  }

  /** An observer of payloads; an event that has none is reported as the observer's failure. */
  record ToPayloadObserver<P extends Record>(
      PayloadKind<P> kind, Observer<? super PayloadEvent<P>> target) implements OfObserver {

    @Override
    public void next(DomainEvent event) {
      target.onNext(new PayloadEvent<>(event.payload(kind), event));
    }
  }

  /** A subscriber; an exception counts as a cancellation (Reactive Streams 2.13). */
  record ToSubscriber(Subscriber<? super DomainEvent> target) implements ObserverSink {

    @Override
    public void next(DomainEvent event) {
      target.onNext(event);
    }

    @Override
    public void complete() {
      target.onComplete();
    }

    @Override
    public void fail(RuntimeException failure) {
      target.onError(failure);
    }

    @Override
    public boolean cancelsOnFailure() {
      return true;
    }
  }

  /** A consumer of events only; keeps receiving after it has thrown. */
  record ToHandler(EventHandler target) implements ObserverSink {

    @Override
    public void next(DomainEvent event) throws Exception {
      target.handle(event);
    }

    @Override
    public void complete() {
      // A handler has no completion signal.
    }

    @Override
    public void fail(RuntimeException failure) {
      throw failure;
    }

    @Override
    public boolean cancelsOnFailure() {
      return false;
    }
  }
}
