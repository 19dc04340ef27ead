package io.tidings.event.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A queue of texts, whose size is their length, with a clock that the test moves. */
final class QueueProbe implements QueueOwner<String> {

  static final Duration TIMEOUT = Duration.ofSeconds(1);

  final AtomicLong nanos = new AtomicLong();
  final List<String> dropped = new CopyOnWriteArrayList<>();
  final FairQueue<String> queue;
  volatile boolean exceeding;
  private final List<Thread> threads = new ArrayList<>();

  QueueProbe(int capacity, long maxSize, QueuePolicy policy) {
    this.queue = new FairQueue<>(new QueueBounds(capacity, maxSize, policy, TIMEOUT), this);
  }

  static QueueProbe blocking(int capacity) {
    return new QueueProbe(capacity, 1_000, QueuePolicy.BLOCK);
  }

  @Override
  public long size(String element) {
    return element.length();
  }

  @Override
  public @Nullable String[] newArray(int length) {
    return new String[length];
  }

  @Override
  public void dropped(String element) {
    dropped.add(element);
  }

  @Override
  public boolean mayExceed() {
    return exceeding;
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  FairQueue.Outcome offer(String element) {
    return queue.offer(element, true);
  }

  /** Offers an element on a thread of its own; returns once that thread waits or has ended. */
  FutureTask<FairQueue.Outcome> offerOnThread(String element) {
    int before = queue.waiting();
    FutureTask<FairQueue.Outcome> offer = start(() -> offer(element));
    until(() -> queue.waiting() > before || offer.isDone());
    return offer;
  }

  <T> FutureTask<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "queue-test");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return future;
  }

  Thread lastThread() {
    return threads.get(threads.size() - 1);
  }

  /** Moves the clock and lets every waiting thread look at it. */
  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
    threads.forEach(LockSupport::unpark);
  }

  /** Takes elements without settling them. */
  List<String> poll(int most) {
    @Nullable String[] taken = new String[most];
    int count = queue.poll(taken, 0, most);
    return new ArrayList<>(Arrays.asList(taken).subList(0, count));
  }

  /** Takes and settles elements, as a consumer that has processed them. */
  List<String> consume(int most) {
    List<String> taken = poll(most);
    queue.settle(taken.size(), taken.stream().mapToLong(String::length).sum());
    return taken;
  }

  static <T> T join(FutureTask<T> task) throws Exception {
    return task.get(30, TimeUnit.SECONDS);
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not come true within 30 seconds");
      }
      Thread.onSpinWait();
    }
  }
}
