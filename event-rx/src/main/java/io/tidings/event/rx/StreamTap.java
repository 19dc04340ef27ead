package io.tidings.event.rx;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a bus: gives every event to the feeds of the observers that want it. Thread-safe:
 * {@link #feeds} is replaced under {@link #lock} and read without.
 */
final class StreamTap implements EventTap {

  private final StreamFailures failures;
  private final AtomicLong lastNumber = new AtomicLong();

  /** Events that somebody wanted, but for those that feeds still count themselves. */
  private final LongAdder emitted = new LongAdder();

  private final LongAdder dropped = new LongAdder();

  private final Object lock = new Object();
  private volatile Feeds feeds = Feeds.NONE;
  private boolean closed;

  /** Feeds that get no more events, but may not have counted their last one yet. */
  private final Set<Feed> leaving = new HashSet<>();

  private long delivered;
  private long failed;

  StreamTap(StreamFailures failures) {
    this.failures = failures;
  }

  StreamFailures failures() {
    return failures;
  }

  /** Returns the count of what observers' queues let go for want of room. */
  LongAdder dropped() {
    return dropped;
  }

  @Override
  public boolean isInterested(EventKind kind) {
    Feeds now = feeds;
    return now != Feeds.NONE && now.mayWant(kind);
  }

  @Override
  public void onEvent(DomainEvent event) throws InterruptedException {
    Throwable surfacing = null;
    boolean first = true;
    boolean current = true;
    for (Feed feed : feeds.of(event.kind())) {
      current &= feed.wantsAll();
      try {
        if (feed.wants(event)) {
          boolean unseen = first;
          first = false;
          surfacing = Failures.join(surfacing, give(feed, event, current, unseen));
          current = false;
        }
      } catch (Throwable failure) {
        surfacing = Failures.join(surfacing, failures.wishFailed(event, feed, failure));
      }
    }
    Failures.raise(surfacing);
  }

  /** Offers an event; what comes out in the end is for want of room on stack or heap. */
  private @Nullable Throwable give(Feed feed, DomainEvent event, boolean current, boolean first) {
    try {
      return feed.offer(event, current || isCurrent(event), first);
    } catch (VirtualMachineError noRoom) {
      return failures.observerFailed(event, feed, noRoom);
    }
  }

  /** Counts an event that goes the long way, unless somebody has wanted it before. */
  void countEmitted(boolean first) {
    if (first) {
      emitted.increment();
    }
  }

  /** Tells whether nobody has left anything open over an event that was current. */
  private static boolean isCurrent(DomainEvent event) {
    EventContext context = EventContext.capture();
    return context.event() == event && context.scope() == event.scope();
  }

  /**
   * Greets an observer and, unless it has gone by then, lets it have the events from now on.
   *
   * @param greet tells the observer its feed; may throw anything
   */
  Feed connect(
      EventSelector selector, Inbox inbox, Receiver receiver, Consumer<? super Feed> greet) {
    Feed feed = new Feed(this, selector, inbox, receiver, lastNumber.incrementAndGet());
    Throwable surfacing = null;
    try {
      greet.accept(feed);
    } catch (Throwable failure) {
      feed.dispose();
      surfacing = failures.signalFailed(feed, failure);
    }
    if (!add(feed)) {
      surfacing = Failures.join(surfacing, feed.end(End.COMPLETE));
    }
    Failures.raiseHere(surfacing);
    return feed;
  }

  /** Adds a feed whose observer is still there; tells whether this stream is open. */
  private boolean add(Feed feed) {
    synchronized (lock) {
      if (!closed && feed.isActive()) {
        feeds = feeds.with(feed);
      }
      return !closed;
    }
  }

  /** Gives a feed no more events. */
  void remove(Feed feed) {
    synchronized (lock) {
      Feeds before = feeds;
      feeds = before.without(feed);
      if (feeds.all().length < before.all().length) {
        leaving.add(feed);
      }
    }
  }

  /** Adds up what a feed has counted, once it will count no more. */
  void settle(Feed feed) {
    remove(feed);
    synchronized (lock) {
      leaving.remove(feed);
      if (!feed.settled) {
        feed.settled = true;
        emitted.add(feed.emitted());
        delivered += feed.delivered();
        failed += feed.failed();
      }
    }
  }

  StreamMetrics metrics() {
    synchronized (lock) {
      long delivered = this.delivered;
      long failed = this.failed;
      long emitted = this.emitted.sum();
      for (Feed feed : unsettled()) {
        delivered += feed.delivered();
        failed += feed.failed();
        emitted += feed.emitted();
      }
      return new StreamMetrics(emitted, delivered, failed, dropped.sum(), feeds.all().length);
    }
  }

  /** Returns the feeds that may be delivering, or have something to deliver. */
  private Set<Feed> unsettled() {
    synchronized (lock) {
      Set<Feed> found = new HashSet<>(leaving);
      found.addAll(Set.of(feeds.all()));
      return found;
    }
  }

  @Override
  public boolean flush(Duration timeout) {
    return awaitQuiet(System.nanoTime() + Overflow.nanos(timeout));
  }

  private boolean awaitQuiet(long until) {
    boolean quiet = true;
    for (Feed feed : unsettled()) {
      quiet &= feed.awaitQuiet(until);
    }
    return quiet;
  }

  /**
   * Completes every observer, and waits until it has been given what waits for it; for half of the
   * timeout only, as whoever is closed next shares it.
   */
  @Override
  public boolean close(Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + Overflow.nanos(timeout) / 2;
    Feed[] last;
    synchronized (lock) {
      closed = true;
      last = feeds.all();
      leaving.addAll(Set.of(last));
      feeds = Feeds.NONE;
    }
    Throwable surfacing = null;
    for (Feed feed : last) {
      surfacing = Failures.join(surfacing, feed.end(End.COMPLETE));
    }
    boolean quiet = awaitQuiet(until);
    Failures.raise(surfacing);
    return quiet;
  }
}
