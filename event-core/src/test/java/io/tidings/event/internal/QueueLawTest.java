package io.tidings.event.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The law of a wait: an element is dropped only after a wait of the whole time, as long as the
 * consumer moves. Time passes only with the elements that the consumer processes, so a slow machine
 * cannot break the law.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueLawTest {

  private static final int THREADS = 40;
  private static final int EACH = 50;
  private static final int CAPACITY = 4;
  private static final long STEP = 20_000;
  private static final long PATIENCE = 10 * STEP;

  private final AtomicLong clock = new AtomicLong();

  /** A queue whose clock is that of the test. */
  private interface Candidate {

    boolean offer(Integer element);

    boolean poll();

    void settle();
  }

  private final class Fair implements Candidate, QueueOwner<Integer> {

    private final @Nullable Integer[] next = new Integer[1];
    private final FairQueue<Integer> queue =
        new FairQueue<>(
            new QueueBounds(CAPACITY, 1_000, QueuePolicy.BLOCK, Duration.ofNanos(PATIENCE)), this);

    @Override
    public boolean offer(Integer element) {
      return queue.offer(element, true) == FairQueue.Outcome.ACCEPTED;
    }

    @Override
    public boolean poll() {
      return queue.poll(next, 0, 1) == 1;
    }

    @Override
    public void settle() {
      queue.settle(1, 1);
    }

    @Override
    public long size(Integer element) {
      return 1;
    }

    @Override
    public @Nullable Integer[] newArray(int length) {
      return new Integer[length];
    }

    @Override
    public void dropped(Integer element) {
      // The emitter learns of it.
    }

    @Override
    public long nanoTime() {
      return clock.get();
    }
  }

  /** The negative control: waits are not fair, and any expired wait counts as a stuck consumer. */
  private final class Unfair implements Candidate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Queue<Integer> queue = new ArrayDeque<>();
    private long settled;
    private int taken;
    private long stuckAt = -1;

    @Override
    public boolean offer(Integer element) {
      lock.lock();
      try {
        boolean room = isFull() ? awaitRoom() : true;
        return room && queue.add(element);
      } catch (InterruptedException interrupt) {
        throw new IllegalStateException(interrupt);
      } finally {
        lock.unlock();
      }
    }

    private boolean isFull() {
      return queue.size() + taken >= CAPACITY;
    }

    private boolean awaitRoom() throws InterruptedException {
      long end = clock.get() + PATIENCE;
      while (isFull() && settled != stuckAt) {
        if (clock.get() - end >= 0) {
          stuckAt = settled;
          progress.signalAll();
        } else {
          progress.await(end - clock.get(), TimeUnit.NANOSECONDS);
        }
      }
      return !isFull();
    }

    @Override
    public boolean poll() {
      lock.lock();
      try {
        taken = queue.poll() == null ? 0 : 1;
        return taken == 1;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void settle() {
      lock.lock();
      try {
        taken = 0;
        settled++;
        progress.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** The counts of a run. */
  private record Counts(int delivered, int dropped, int wholeWaits) {}

  private Counts run(Candidate queue) throws Exception {
    AtomicInteger dropped = new AtomicInteger();
    AtomicInteger wholeWaits = new AtomicInteger();
    AtomicInteger running = new AtomicInteger(THREADS);
    List<FutureTask<Boolean>> emitters = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      emitters.add(start(() -> emit(queue, dropped, wholeWaits, running)));
    }
    int delivered = 0;
    boolean last = false;
    while (!last) {
      last = running.get() == 0;
      while (queue.poll()) {
        process(queue);
        delivered++;
        last = false;
      }
    }
    for (FutureTask<Boolean> emitter : emitters) {
      emitter.get(30, TimeUnit.SECONDS);
    }
    return new Counts(delivered, dropped.get(), wholeWaits.get());
  }

  private void process(Candidate queue) {
    for (int i = 0; i < 200; i++) {
      Thread.onSpinWait();
    }
    clock.addAndGet(STEP);
    queue.settle();
  }

  private void emit(
      Candidate queue, AtomicInteger dropped, AtomicInteger wholeWaits, AtomicInteger running) {
    for (int i = 0; i < EACH; i++) {
      long start = clock.get();
      if (!queue.offer(i)) {
        dropped.incrementAndGet();
      }
      if (clock.get() - start >= PATIENCE) {
        wholeWaits.incrementAndGet();
      }
    }
    running.decrementAndGet();
  }

  private static FutureTask<Boolean> start(Runnable task) {
    FutureTask<Boolean> future = new FutureTask<>(task, true);
    Thread thread = new Thread(future, "queue-law");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  @Test
  @Contract("ASY-10")
  void dropped_elements_have_waited_the_whole_time() throws Exception {
    Counts counts = run(new Fair());

    assertThat(counts.wholeWaits()).isPositive();
    assertThat(counts.dropped()).isLessThanOrEqualTo(counts.wholeWaits());
    assertThat(counts.delivered() + counts.dropped()).isEqualTo(THREADS * EACH);
  }

  @Test
  @Contract("ASY-10")
  void same_check_detects_a_queue_that_gives_up_too_early() throws Exception {
    Counts counts = run(new Unfair());

    assertThat(counts.dropped()).isGreaterThan(counts.wholeWaits());
    assertThat(counts.delivered() + counts.dropped()).isEqualTo(THREADS * EACH);
  }
}
