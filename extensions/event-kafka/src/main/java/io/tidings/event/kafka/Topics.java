package io.tidings.event.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a relay. The first record of a topic has it looked up on a thread of its own, since
 * a producer blocks for up to {@code max.block.ms} on one that it does not know; meanwhile its
 * records wait here, in order. Records of a missing topic fail at once until it is looked up again.
 * No lock is held during a call of the producer. Thread-safe.
 */
final class Topics {

  private static final Duration REFUSED_FOR = Duration.ofSeconds(30);
  private static final long RETRY_MILLIS = 500;

  private final Producer<String, byte[]> producer;
  private final Consumer<Transfer> send;
  private final RelayLog log;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();

  /**
   * Creates topics.
   *
   * @param send passes a record to the producer
   */
  Topics(Producer<String, byte[]> producer, Consumer<Transfer> send, RelayLog log) {
    this.producer = producer;
    this.send = send;
    this.log = log;
  }

  /** Passes a record on now, or when its topic is known; fails it if there is no such topic. */
  void pass(Transfer transfer) {
    Topic topic = topics.computeIfAbsent(transfer.record().topic(), Topic::new);
    if (topic.isKnown) {
      send.accept(transfer);
      return;
    }
    switch (topic.add(transfer)) {
      case SEND -> send.accept(transfer);
      case LOOK_UP -> lookUp(topic);
      case WAIT -> {}
      case REFUSE -> transfer.fail(topic.refusal());
    }
  }

  /** Notes that a topic was deleted or must no longer be written. */
  void refused(String name, Throwable failure) {
    Topic topic = topics.get(name);
    if (topic != null) {
      topic.refuse(failure).forEach(transfer -> transfer.fail(failure));
    }
  }

  void close() {
    closing.countDown();
  }

  private void lookUp(Topic topic) {
    Thread thread = new Thread(() -> run(topic), "tidings-kafka-topic-" + topic.name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Topic topic) {
    while (closing.getCount() > 0) {
      try {
        producer.partitionsFor(topic.name);
        for (Transfer next = topic.next(); next != null; next = topic.next()) {
          send.accept(next);
        }
        return;
      } catch (RuntimeException failure) {
        if (SendFailures.isFinal(failure)) {
          refused(topic.name, SendFailures.reason(failure));
          return;
        }
        log.unreachable(topic.name, failure);
        pause();
      }
    }
  }

  private void pause() {
    try {
      boolean unused = closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closing.countDown();
    }
  }

  /** The next step for a record. */
  private enum Step {
    SEND,
    LOOK_UP,
    WAIT,
    REFUSE
  }

  /** A topic and the records that wait for it. */
  private static final class Topic {
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Transfer> waiting = new ArrayDeque<>();
    private volatile boolean isKnown;
    private volatile @Nullable Throwable refusal;
    private boolean isLookingUp;
    private long refusedAt;

    Topic(String name) {
      this.name = name;
    }

    Throwable refusal() {
      Throwable known = refusal;
      return known != null ? known : new IllegalStateException("topic " + name + " is looked up");
    }

    Step add(Transfer transfer) {
      lock.lock();
      try {
        if (isKnown) {
          return Step.SEND;
        }
        if (refusal != null && System.nanoTime() - refusedAt < REFUSED_FOR.toNanos()) {
          return Step.REFUSE;
        }
        waiting.add(transfer);
        if (isLookingUp) {
          return Step.WAIT;
        }
        isLookingUp = true;
        return Step.LOOK_UP;
      } finally {
        lock.unlock();
      }
    }

    /** Returns the next record that waits, or null after which the topic is known. */
    @Nullable Transfer next() {
      lock.lock();
      try {
        Transfer next = waiting.poll();
        isLookingUp = next != null;
        isKnown = next == null;
        return next;
      } finally {
        lock.unlock();
      }
    }

    /** Returns the records that wait, which fail. */
    List<Transfer> refuse(Throwable failure) {
      lock.lock();
      try {
        List<Transfer> failed = new ArrayList<>(waiting);
        waiting.clear();
        isKnown = false;
        isLookingUp = false;
        refusal = failure;
        refusedAt = System.nanoTime();
        return failed;
      } finally {
        lock.unlock();
      }
    }
  }
}
