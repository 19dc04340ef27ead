package io.tidings.event.rx;

import io.reactivex.rxjava3.disposables.Disposable;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.internal.Deadline;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Connection from the stream to one observer. The thread that has the turn of its {@link Inbox}
 * calls the observer. The observer is referenced until it is disposed of or terminated.
 *
 * <p>Thread-safe: the counts are written by the thread that has the turn; {@link #countsMerged} is
 * guarded by the stream's lock.
 */
final class ObserverLink implements Subscription, Disposable, org.reactivestreams.Subscription {

  static final ObserverLink[] NONE = {};

  private static final AtomicReferenceFieldUpdater<ObserverLink, @Nullable ObserverSink> SINK =
      AtomicReferenceFieldUpdater.newUpdater(ObserverLink.class, ObserverSink.class, "sink");
  private static final AtomicLongFieldUpdater<ObserverLink> EMITTED =
      AtomicLongFieldUpdater.newUpdater(ObserverLink.class, "emitted");
  private static final AtomicLongFieldUpdater<ObserverLink> DELIVERED =
      AtomicLongFieldUpdater.newUpdater(ObserverLink.class, "delivered");
  private static final AtomicLongFieldUpdater<ObserverLink> FAILED =
      AtomicLongFieldUpdater.newUpdater(ObserverLink.class, "failed");

  private final StreamTap stream;
  private final EventSelector selector;
  private final boolean selectsAll;
  private final Inbox inbox;
  private final String name;
  private volatile @Nullable ObserverSink sink;

  private volatile long emitted;
  private volatile long delivered;
  private volatile long failed;

  /** True if this link's counts are included in the stream's totals. */
  boolean countsMerged;

  ObserverLink(
      StreamTap stream, EventSelector selector, Inbox inbox, ObserverSink sink, long number) {
    this.stream = stream;
    this.selector = selector;
    this.selectsAll = selector == EventSelector.all();
    this.inbox = inbox;
    this.sink = sink;
    this.name = nameOf(sink.target()) + "#" + number;
  }

  /** Returns the class name without the part of a lambda's name that differs between runs. */
  private static String nameOf(Object target) {
    String type = target.getClass().getName();
    int lambda = type.indexOf("$$Lambda");
    return lambda < 0 ? type : type.substring(0, lambda);
  }

  /** Returns whether the selector may match events of a kind. */
  boolean mayMatch(EventKind kind) {
    return selectsAll || selector.mayMatch(kind);
  }

  boolean selectsAll() {
    return selectsAll;
  }

  /** Returns whether the selector matches an event; throws what a predicate throws. */
  boolean matches(DomainEvent event) {
    return selectsAll || selector.matches(event);
  }

  /**
   * Delivers an event, or queues it for the thread that is delivering already. Then delivers events
   * that other threads queued meanwhile. Returns the throwable the bus must receive, or null.
   *
   * @param current whether the event is the thread's current one
   * @param first whether no earlier link matched the event
   */
  @Nullable Throwable offer(DomainEvent event, boolean current, boolean first) {
    ObserverSink to = sink;
    if (!current || !inbox.tryEnter()) {
      stream.countEmitted(first);
      inbox.put(event);
      return drain();
    }
    boolean hasTurn = true;
    Throwable pending = null;
    try {
      if (first) {
        EMITTED.lazySet(this, emitted + 1);
      }
      pending = deliver(event, to);
      hasTurn = !inbox.tryLeave();
    } finally {
      if (hasTurn) {
        inbox.state = Inbox.OFFERED;
      }
    }
    return hasTurn ? Propagation.merge(pending, drain()) : pending;
  }

  /** Terminates this link; returns the throwable the bus must receive, or null. */
  @Nullable Throwable terminate(Termination termination) {
    inbox.terminate(termination);
    return drain();
  }

  /** Waits until no event is queued or being delivered; returns whether that was reached. */
  boolean awaitQuiet(Deadline deadline) {
    return inbox.awaitQuiet(deadline);
  }

  /**
   * Takes the turn if it is available, and delivers until no event is due or another thread takes
   * over. Releases the turn even if a call throws.
   */
  private @Nullable Throwable drain() {
    Throwable pending = null;
    int count = 0;
    while (inbox.claim()) {
      int next = Inbox.OFFERED;
      try {
        for (Batch batch = inbox.take(count); batch != null; batch = inbox.takeMore(count)) {
          while (batch.hasNext()) {
            pending = Propagation.merge(pending, deliverAsCurrent(batch.next()));
            count++;
          }
        }
        next = inbox.stateAfter(count);
      } finally {
        inbox.drainingThread = null;
        inbox.state = next;
      }
      if (next == Inbox.TERMINATED) {
        return Propagation.merge(pending, signalTermination());
      }
      if (!inbox.isDueAfter(next)) {
        return pending;
      }
    }
    return pending;
  }

  private @Nullable Throwable deliverAsCurrent(DomainEvent event) {
    EventContext.Handle context = EventContext.of(event).open();
    try {
      return deliver(event, sink);
    } finally {
      close(context);
    }
  }

  /** Closes a context together with contexts that the observer opened and did not close. */
  private static void close(EventContext.Handle context) {
    try {
      context.close();
    } catch (IllegalStateException leftOpen) {
      // close() has restored the previous context before it threw.
    }
  }

  private @Nullable Throwable deliver(DomainEvent event, @Nullable ObserverSink to) {
    if (to == null) {
      return null;
    }
    try {
      to.next(event);
      DELIVERED.lazySet(this, delivered + 1);
      return null;
    } catch (Throwable failure) {
      FAILED.lazySet(this, failed + 1);
      if (to.cancelsOnFailure()) {
        dispose();
      }
      return stream.failures().observerFailed(event, this, failure);
    }
  }

  /** Signals completion or the error to the observer, at most once and not after disposal. */
  private @Nullable Throwable signalTermination() {
    ObserverSink to = SINK.getAndSet(this, null);
    stream.mergeCounts(this);
    if (to == null) {
      return null;
    }
    RuntimeException error = inbox.error();
    try {
      if (error == null) {
        to.complete();
      } else {
        to.fail(error);
      }
      return null;
    } catch (Throwable failure) {
      return stream.failures().signalFailed(this, failure);
    }
  }

  @Override
  public boolean unsubscribe() {
    boolean ended = SINK.getAndSet(this, null) != null;
    if (ended) {
      stream.remove(this);
      Propagation.raiseToCaller(terminate(Termination.DISPOSED));
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
    return sink == null;
  }

  @Override
  public boolean isActive() {
    return sink != null;
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      stream.remove(this);
      Propagation.raiseToCaller(terminate(Termination.badRequest(count)));
    } else {
      inbox.request(count);
      Propagation.raiseToCaller(drain());
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** Returns the number of events delivered without queueing that no earlier link matched. */
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
