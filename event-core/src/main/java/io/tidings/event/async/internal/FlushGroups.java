package io.tidings.event.async.internal;

import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Groups of the events on their way to the asynchronous handlers of one bus. A flush ends the
 * current group and waits until no event of it, or of an earlier one, is on its way. An event that
 * a handler emits belongs to the group of the handled event, so a flush waits for it too, and does
 * not wait for what other threads emit meanwhile. Another one joins the current group when its
 * queue sorts it, which the queues must do before a flush.
 *
 * <p>Thread-safe.
 */
public final class FlushGroups {

  private final ReentrantLock lock = new ReentrantLock();

  /** The ended groups that had events on their way when they were last read. */
  private final List<Group> ended = new ArrayList<>();

  private volatile Group current = new Group(0);

  /** The number of flushes in progress. */
  private final AtomicInteger flushing = new AtomicInteger();

  /** Events on their way. */
  static final class Group {

    /** The place of this group in the order of their ends. */
    private final long number;

    private final AtomicLong events = new AtomicLong();
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    Group(long number) {
      this.number = number;
    }

    /** Returns the earlier of this group and another. */
    Group earlier(Group other) {
      return number <= other.number ? this : other;
    }

    /** Removes an event. */
    void leave() {
      leave(1);
    }

    /** Removes a number of events. */
    void leave(int count) {
      if (events.addAndGet(-count) == 0) {
        waiting.forEach(LockSupport::unpark);
      }
    }

    private boolean isEmpty() {
      return events.get() == 0;
    }
  }

  /**
   * Adds an event that the calling thread emits in an attempt to the group of the handled event;
   * returns the group, or null if the thread makes no attempt.
   */
  @Nullable Group inherit(@Nullable Attempt attempt) {
    Attempt.Call call = attempt != null && attempt.bus() == this ? attempt.call() : null;
    if (call != null && call.group() instanceof Group inherited) {
      inherited.events.incrementAndGet();
      return inherited;
    }
    return null;
  }

  /** Adds an event to the current group; returns the group. */
  Group enter() {
    Group group = current;
    group.events.incrementAndGet();
    while (group != current) {
      // A flush has ended the group meanwhile, and may have found it empty.
      group.leave();
      group = current;
      group.events.incrementAndGet();
    }
    return group;
  }

  /** Returns whether the calling thread is in a handler of this bus. */
  public boolean isInHandler() {
    Attempt attempt = Attempt.current();
    return attempt != null && attempt.bus() == this;
  }

  /** Begins a flush, during which lists are handed over without a delay. */
  public void beginFlush() {
    flushing.incrementAndGet();
  }

  /** Ends a flush. */
  public void endFlush() {
    flushing.decrementAndGet();
  }

  /** Returns whether a flush is in progress. */
  boolean isFlushing() {
    return flushing.get() > 0;
  }

  /**
   * Waits until no event that was added before this call is on its way; returns whether none is.
   * Returns false with the interrupt flag set if the thread is interrupted.
   */
  public boolean await(Deadline deadline) {
    for (Group group : endCurrent()) {
      if (!await(group, deadline)) {
        return false;
      }
    }
    return true;
  }

  private List<Group> endCurrent() {
    lock.lock();
    try {
      ended.removeIf(Group::isEmpty);
      ended.add(current);
      current = new Group(current.number + 1);
      return List.copyOf(ended);
    } finally {
      lock.unlock();
    }
  }

  private static boolean await(Group group, Deadline deadline) {
    if (group.isEmpty()) {
      return true;
    }
    group.waiting.add(Thread.currentThread());
    try {
      while (!group.isEmpty() && !deadline.isExpired() && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(group, deadline.remainingNanos());
      }
      return group.isEmpty();
    } finally {
      group.waiting.remove(Thread.currentThread());
    }
  }
}
