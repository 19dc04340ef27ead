package io.tidings.event.rx;

import io.reactivex.rxjava3.disposables.Disposable;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way from the stream to one observer. Whoever has the turn of its {@link Inbox} delivers; the
 * observer is held until it is disposed of or told the end. Thread-safe: {@link #delivered} and
 * {@link #failed} are written by whoever has the turn, and {@link #settled} is guarded by the
 * stream's lock.
 */
final class Feed implements Subscription, Disposable, org.reactivestreams.Subscription {

  static final Feed[] NONE = {};

  private final StreamTap stream;
  private final EventSelector selector;
  private final boolean wantsAll;
  private final Inbox inbox;
  private final String name;
  private final AtomicReference<@Nullable Receiver> receiver;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /** Whether its counts are among the stream's totals. */
  boolean settled;

  Feed(StreamTap stream, EventSelector selector, Inbox inbox, Receiver receiver, long number) {
    this.stream = stream;
    this.selector = selector;
    this.wantsAll = selector == EventSelector.all();
    this.inbox = inbox;
    this.receiver = new AtomicReference<>(receiver);
    this.name = nameOf(receiver.target()) + "#" + number;
  }

  /**
   * A lambda's class name ends in what differs from run to run; what stands before tells its place.
   */
  private static String nameOf(Object target) {
    String type = target.getClass().getName();
    int lambda = type.indexOf("$$Lambda");
    return lambda < 0 ? type : type.substring(0, lambda);
  }

  boolean mayWant(EventKind kind) {
    return wantsAll || selector.mayMatch(kind);
  }

  boolean wantsAll() {
    return wantsAll;
  }

  /** Tells whether the observer wants an event; lets through what a predicate throws. */
  boolean wants(DomainEvent event) {
    return wantsAll || selector.matches(event);
  }

  /**
   * Delivers an event, or leaves that to the thread that is delivering already; then also what
   * others leave to this one. Returns what goes on to the bus.
   *
   * @param current whether the event is the thread's current one
   */
  @Nullable Throwable offer(DomainEvent event, boolean current) {
    if (!current || !inbox.tryEnter()) {
      inbox.put(event);
      return drain();
    }
    boolean mine = true;
    Throwable surfacing = null;
    try {
      surfacing = deliver(event);
      mine = !inbox.tryLeave();
    } finally {
      if (mine) {
        inbox.state = Inbox.OFFERED;
      }
    }
    return mine ? Failures.join(surfacing, drain()) : surfacing;
  }

  /** Ends it; returns what goes on to the bus. */
  @Nullable Throwable end(End why) {
    inbox.end(why);
    return drain();
  }

  boolean awaitQuiet(long until) {
    return inbox.awaitQuiet(until);
  }

  /**
   * Takes the turn if it can be had, and delivers what there is until it is done or somebody else
   * goes on. Whatever is thrown, the turn is given up.
   */
  private @Nullable Throwable drain() {
    Throwable surfacing = null;
    int count = 0;
    while (inbox.claim()) {
      int next = Inbox.OFFERED;
      try {
        for (Hand hand = inbox.take(count); hand != null; hand = inbox.takeMore(count)) {
          while (hand.hasNext()) {
            surfacing = Failures.join(surfacing, deliverAsCurrent(hand.next()));
            count++;
          }
        }
        next = inbox.afterwards(count);
      } finally {
        inbox.deliverer = null;
        inbox.state = next;
      }
      if (next == Inbox.ENDED) {
        return Failures.join(surfacing, tellEnd());
      }
      if (!inbox.isDueAfter(next)) {
        return surfacing;
      }
    }
    return surfacing;
  }

  private @Nullable Throwable deliverAsCurrent(DomainEvent event) {
    EventContext.Opened context = EventContext.of(event).open();
    try {
      return deliver(event);
    } finally {
      close(context);
    }
  }

  /** What the observer has left open goes with it. */
  private static void close(EventContext.Opened context) {
    try {
      context.close();
    } catch (IllegalStateException leftOpen) {
      // All is closed, and what was current before is current again.
    }
  }

  private @Nullable Throwable deliver(DomainEvent event) {
    Receiver to = receiver.get();
    if (to == null) {
      return null;
    }
    try {
      to.next(event);
      delivered.lazySet(delivered.get() + 1);
      return null;
    } catch (Throwable failure) {
      failed.lazySet(failed.get() + 1);
      if (to.endsWhenItThrows()) {
        dispose();
      }
      return stream.failures().observerFailed(event, this, failure);
    }
  }

  /** Tells the observer the end, unless it has gone; the second of two calls finds it gone. */
  private @Nullable Throwable tellEnd() {
    Receiver to = receiver.getAndSet(null);
    stream.settle(this);
    if (to == null) {
      return null;
    }
    RuntimeException reason = inbox.reason();
    try {
      if (reason == null) {
        to.complete();
      } else {
        to.fail(reason);
      }
      return null;
    } catch (Throwable failure) {
      return stream.failures().signalFailed(this, failure);
    }
  }

  @Override
  public boolean unsubscribe() {
    boolean ended = receiver.getAndSet(null) != null;
    if (ended) {
      stream.remove(this);
      Failures.raiseHere(end(End.DISPOSED));
    }
    return ended;
  }

  @Override
  public void dispose() {
    unsubscribe();
  }

  @Override
  public void cancel() {
    unsubscribe();
  }

  @Override
  public boolean isDisposed() {
    return receiver.get() == null;
  }

  @Override
  public boolean isActive() {
    return receiver.get() != null;
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      stream.remove(this);
      Failures.raiseHere(end(End.badRequest(count)));
    } else {
      inbox.request(count);
      Failures.raiseHere(drain());
    }
  }

  @Override
  public String name() {
    return name;
  }

  long delivered() {
    return delivered.get();
  }

  long failed() {
    return failed.get();
  }

  @Override
  public String toString() {
    return "Subscription[" + name + "]";
  }
}
