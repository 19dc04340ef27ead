package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.internal.Deadline;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tap that offers each event to the links of the observers whose selector matches it.
 * Thread-safe: {@link #links} is replaced under {@link #lock} and read without it.
 */
final class StreamTap implements EventTap {

  private final StreamFailureReporter failures;
  private final AtomicLong lastNumber = new AtomicLong();

  /** Number of matched events, without those still counted in the links themselves. */
  private final LongAdder emitted = new LongAdder();

  private final LongAdder dropped = new LongAdder();

  private final Object lock = new Object();
  private volatile ObserverLinks links = ObserverLinks.NONE;
  private boolean closed;

  /** Links that receive no more events but may not have counted their last one yet. */
  private final Set<ObserverLink> leaving = new HashSet<>();

  private long delivered;
  private long failed;

  StreamTap(StreamFailureReporter failures) {
    this.failures = failures;
  }

  StreamFailureReporter failures() {
    return failures;
  }

  /** Returns the count of events dropped because an observer's queue was full. */
  LongAdder dropped() {
    return dropped;
  }

  @Override
  public boolean isInterested(EventKind kind) {
    ObserverLinks now = links;
    return now != ObserverLinks.NONE && now.mayMatch(kind);
  }

  @Override
  public void onEvent(DomainEvent event) throws InterruptedException {
    Throwable pending = null;
    boolean first = true;
    boolean current = true;
    for (ObserverLink link : links.candidates(event.kind())) {
      current &= link.selectsAll();
      try {
        if (link.matches(event)) {
          boolean uncounted = first;
          first = false;
          pending = Propagation.merge(pending, offer(link, event, current, uncounted));
          current = false;
        }
      } catch (Throwable failure) {
        Throwable raised = failures.observerSelectorFailed(event, link, failure);
        pending = Propagation.merge(pending, raised);
      }
    }
    Propagation.raise(pending);
  }

  /** Offers an event; an error thrown here means that the stack or the heap is exhausted. */
  private @Nullable Throwable offer(
      ObserverLink link, DomainEvent event, boolean current, boolean first) {
    try {
      return link.offer(event, current || isCurrent(event), first);
    } catch (VirtualMachineError exhausted) {
      return failures.observerFailed(event, link, exhausted);
    }
  }

  /** Counts an event that is queued, unless an earlier link has counted it. */
  void countEmitted(boolean first) {
    if (first) {
      emitted.increment();
    }
  }

  /** Returns whether an event is still current: an observer may have left a context open. */
  private static boolean isCurrent(DomainEvent event) {
    EventContext context = EventContext.capture();
    return context.event() == event && context.scope() == event.scope();
  }

  /**
   * Signals the subscription to an observer and, unless it is disposed of during that signal, adds
   * its link.
   *
   * @param onSubscribe passes the link to the observer; may throw any throwable
   */
  ObserverLink connect(
      EventSelector selector,
      Inbox inbox,
      ObserverSink sink,
      Consumer<? super ObserverLink> onSubscribe) {
    ObserverLink link = new ObserverLink(this, selector, inbox, sink, lastNumber.incrementAndGet());
    Throwable pending = null;
    try {
      onSubscribe.accept(link);
    } catch (Throwable failure) {
      link.dispose();
      pending = failures.signalFailed(link, failure);
    }
    if (!add(link)) {
      pending = Propagation.merge(pending, link.terminate(Termination.COMPLETE));
    }
    Propagation.raiseToCaller(pending);
    return link;
  }

  /** Adds a link unless it is disposed of; returns whether this stream is open. */
  private boolean add(ObserverLink link) {
    synchronized (lock) {
      if (!closed && link.isActive()) {
        links = links.with(link);
      }
      return !closed;
    }
  }

  /** Removes a link, so that it receives no further event. */
  void remove(ObserverLink link) {
    synchronized (lock) {
      ObserverLinks before = links;
      links = before.without(link);
      if (links.all().length < before.all().length) {
        leaving.add(link);
      }
    }
  }

  /** Removes a link and adds its final counts to the totals, once. */
  void mergeCounts(ObserverLink link) {
    remove(link);
    synchronized (lock) {
      leaving.remove(link);
      if (!link.countsMerged) {
        link.countsMerged = true;
        emitted.add(link.emitted());
        delivered += link.delivered();
        failed += link.failed();
      }
    }
  }

  StreamMetrics metrics() {
    synchronized (lock) {
      long delivered = this.delivered;
      long failed = this.failed;
      long emitted = this.emitted.sum();
      for (ObserverLink link : unmergedLinks()) {
        delivered += link.delivered();
        failed += link.failed();
        emitted += link.emitted();
      }
      return new StreamMetrics(emitted, delivered, failed, dropped.sum(), links.all().length);
    }
  }

  /** Returns the links that may be delivering or may have queued events. */
  private Set<ObserverLink> unmergedLinks() {
    synchronized (lock) {
      Set<ObserverLink> unmerged = new HashSet<>(leaving);
      unmerged.addAll(Set.of(links.all()));
      return unmerged;
    }
  }

  @Override
  public boolean flush(Duration timeout) {
    return awaitQuiet(new Deadline(timeout));
  }

  private boolean awaitQuiet(Deadline deadline) {
    boolean quiet = true;
    for (ObserverLink link : unmergedLinks()) {
      quiet &= link.awaitQuiet(deadline);
    }
    return quiet;
  }

  /**
   * Completes every observer and waits until its queued events are delivered, for half of the
   * timeout at most: the rest is left for the taps closed next.
   */
  @Override
  public boolean close(Duration timeout) throws InterruptedException {
    Deadline deadline = new Deadline(timeout.dividedBy(2));
    ObserverLink[] last;
    synchronized (lock) {
      closed = true;
      last = links.all();
      leaving.addAll(Set.of(last));
      links = ObserverLinks.NONE;
    }
    Throwable pending = null;
    for (ObserverLink link : last) {
      pending = Propagation.merge(pending, link.terminate(Termination.COMPLETE));
    }
    boolean quiet = awaitQuiet(deadline);
    Propagation.raise(pending);
    return quiet;
  }
}
