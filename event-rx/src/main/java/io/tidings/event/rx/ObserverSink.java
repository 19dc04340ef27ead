package io.tidings.event.rx;

import io.reactivex.rxjava3.core.Observer;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import org.reactivestreams.Subscriber;

/** Who is given what a feed delivers, by one thread at a time. May throw anything, anywhere. */
interface Receiver {

  /** Gives an event. */
  void next(DomainEvent event) throws Exception;

  /** Tells that there will be no more. */
  void complete();

  /** Tells that there will be no more, and why; throws that if there is nobody to tell. */
  void fail(RuntimeException failure);

  /** Tells whether one that throws is given no more. */
  boolean endsWhenItThrows();

  /** Returns the host's object, for its name. */
  Object target();

  /** An observer; keeps receiving when it throws. */
  record ToObserver(Observer<? super DomainEvent> target) implements Receiver {

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
    public boolean endsWhenItThrows() {
      return false;
    }
  }

  /** A subscriber; one that throws counts as cancelled (Reactive Streams 2.13). */
  record ToSubscriber(Subscriber<? super DomainEvent> target) implements Receiver {

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
    public boolean endsWhenItThrows() {
      return true;
    }
  }

  /** A consumer that hears events and nothing else; keeps receiving when it throws. */
  record ToHandler(EventHandler target) implements Receiver {

    @Override
    public void next(DomainEvent event) throws Exception {
      target.handle(event);
    }

    @Override
    public void complete() {
      // There is nobody to tell.
    }

    @Override
    public void fail(RuntimeException failure) {
      throw failure;
    }

    @Override
    public boolean endsWhenItThrows() {
      return false;
    }
  }
}
