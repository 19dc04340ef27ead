package io.tidings.event.async.internal;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Small numbers of threads: each belongs to one thread, until the thread has ended and is
 * collected. Thread-safe.
 */
public final class OwnerNumbers {

  /** The number of a thread that finds none. */
  public static final int NONE = Integer.MAX_VALUE;

  private static final int MAX = Long.SIZE;
  private static final OwnerNumbers SHARED = new OwnerNumbers();
  private static final ThreadLocal<@Nullable Integer> NUMBER = new ThreadLocal<>();

  private final ReferenceQueue<Thread> collected = new ReferenceQueue<>();
  private final @Nullable Owner[] owners = new Owner[MAX];

  /** Bit set of the numbers in use. */
  private long used;

  private OwnerNumbers() {}

  /** Returns the number of the calling thread; {@link #NONE} if other threads have all numbers. */
  public static int ofCurrentThread() {
    Integer known = NUMBER.get();
    if (known != null) {
      return known;
    }
    int number = SHARED.acquire(Thread.currentThread());
    if (number != NONE) {
      NUMBER.set(number);
    }
    return number;
  }

  private synchronized int acquire(Thread thread) {
    for (Object stale = collected.poll(); stale != null; stale = collected.poll()) {
      int number = ((Owner) stale).number;
      owners[number] = null;
      used &= ~(1L << number);
    }
    int free = Long.numberOfTrailingZeros(~used);
    if (free == MAX) {
      return NONE;
    }
    used |= 1L << free;
    owners[free] = new Owner(thread, collected, free);
    return free;
  }

  /** Weak reference to a thread, held until the thread is collected. */
  private static final class Owner extends WeakReference<Thread> {
    private final int number;

    Owner(Thread thread, ReferenceQueue<Thread> collected, int number) {
      super(thread, collected);
      this.number = number;
    }
  }
}
