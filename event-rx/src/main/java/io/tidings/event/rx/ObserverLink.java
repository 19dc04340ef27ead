package io.tidings.event.rx;

import io.reactivex.rxjava3.disposables.Disposable;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The way from the stream to one observer. Whoever has the turn of its {@link Inbox} delivers; the
 * observer is held until it is disposed of or told the end. Thread-safe: the counts are written by
 * whoever has the turn, and {@link #settled} is guarded by the stream's lock.
 */
final class Feed implements Subscription, Disposable, org.reactivestreams.Subscription {

  static final Feed[] NONE = {};

  private static final AtomicReferenceFieldUpdater<Feed, @Nullable Receiver> RECEIVER =
      AtomicReferenceFieldUpdater.newUpdater(Feed.class, Receiver.class, "receiver");
  private static final AtomicLongFieldUpdater<Feed> EMITTED =
      AtomicLongFieldUpdater.newUpdater(Feed.class, "emitted");
  private static final AtomicLongFieldUpdater<Feed> DELIVERED =
      AtomicLongFieldUpdater.newUpdater(Feed.class, "delivered");
  private static final AtomicLongFieldUpdater<Feed> FAILED =
      AtomicLongFieldUpdater.newUpdater(Feed.class, "failed");

  private final StreamTap stream;
  private final EventSelector selector;
  private final boolean wantsAll;
  private final Inbox inbox;
  private final String name;
  private volatile @Nullable Receiver receiver;

  private volatile long emitted;
  private volatile long delivered;
  private volatile long failed;

  /** Whether its counts are among the stream's totals. */
  boolean settled;

  Feed(StreamTap stream, EventSelector selector, Inbox inbox, Receiver receiver, long number) {
    this.stream = stream;
    this.selector = selector;
    this.wantsAll = selector == EventSelector.all();
    this.inbox = inbox;
    this.receiver = receiver;
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
   * @param first whether nobody before has wanted the event
   */
  @Nullable Throwable offer(DomainEvent event, boolean current, boolean first) {
    Receiver to = receiver;
    if (!current || !inbox.tryEnter()) {
      stream.countEmitted(first);
      inbox.put(event);
      return drain();
    }
    boolean mine = true;
    Throwable surfacing = null;
    try {
      if (first) {
        EMITTED.lazySet(this, emitted + 1);
      }
      surfacing = deliver(event, to);
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
    EventContext.Handle context = EventContext.of(event).open();
    try {
      return deliver(event, receiver);
    } finally {
      close(context);
    }
  }

  /** What the observer has left open goes with it. */
  private static void close(EventContext.Handle context) {
    try {
      context.close();
    } catch (IllegalStateException leftOpen) {
      // All is closed, and what was current before is current again.
    }
  }

  private @Nullable Throwable deliver(DomainEvent event, @Nullable Receiver to) {
    if (to == null) {
      return null;
    }
    try {
      to.next(event);
      DELIVERED.lazySet(this, delivered + 1);
      return null;
    } catch (Throwable failure) {
      FAILED.lazySet(this, failed + 1);
      if (to.endsWhenItThrows()) {
        dispose();
      }
      return stream.failures().observerFailed(event, this, failure);
    }
  }

  /** Tells the observer the end, unless it has gone; the second of two calls finds it gone. */
  private @Nullable Throwable tellEnd() {
    Receiver to = RECEIVER.getAndSet(this, null);
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
    boolean ended = RECEIVER.getAndSet(this, null) != null;
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
    return receiver == null;
  }

  @Override
  public boolean isActive() {
    return receiver != null;
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

  /** Returns how many events came the short way and had been wanted by nobody before. */
  long emitted() {
    return emitted;
  }

  long delivered() {
    return delivered;
  }

  long failed() {
    return failed;
  }

  @Override
  public String toString() {
    return "Subscription[" + name + "]";
  }
}
