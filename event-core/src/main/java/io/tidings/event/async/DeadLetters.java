package io.tidings.event.async;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Dead letters in memory, to be inspected, handled again or discarded. The oldest ones are dropped
 * and counted beyond a maximum. May serve several subscriptions.
 *
 * <pre>{@code
 * DeadLetters letters = DeadLetters.keeping(1_000);
 * bus.subscribe(
 *     EventSelector.kind(EventType.PLAN_APPLIED),
 *     SubscriptionOptions.named("mailer")
 *         .async()
 *         .retrying(RetryPolicy.attempts(5))
 *         .deadLetters(letters),
 *     event -> mailer.send(event.planId()));
 * letters.redrive(letter -> letter.failure() instanceof IOException);
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @contract SUB-05
 */
public final class DeadLetters implements DeadLetterHandler {

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<DeadLetter> letters = new ArrayDeque<>();
  private long dropped;

  private DeadLetters(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Returns empty dead letters.
   *
   * @param capacity the maximum number of letters
   * @throws IllegalArgumentException if {@code capacity} is less than 1
   */
  public static DeadLetters keeping(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
    }
    return new DeadLetters(capacity);
  }

  @Override
  public void handle(DeadLetter letter) {
    requireNonNull(letter, "letter");
    lock.lock();
    try {
      if (letters.size() == capacity) {
        letters.removeFirst();
        dropped++;
      }
      letters.addLast(letter);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the letters, oldest first, as of this call. */
  public List<DeadLetter> list() {
    lock.lock();
    try {
      return List.copyOf(letters);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of letters that were dropped because there were too many. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Queues the events of letters again, oldest first, for new attempts. A letter whose subscription
   * has ended or has no room stays.
   *
   * @param which selects letters; called without a lock
   * @return the number of events queued
   * @throws NullPointerException if {@code which} is null
   */
  public int redrive(Predicate<? super DeadLetter> which) {
    int redriven = 0;
    for (DeadLetter letter : remove(which)) {
      if (letter.redrive()) {
        redriven++;
      } else {
        handle(letter);
      }
    }
    return redriven;
  }

  /**
   * Removes letters.
   *
   * @param which selects letters; called without a lock
   * @return the number of letters removed
   * @throws NullPointerException if {@code which} is null
   */
  public int discard(Predicate<? super DeadLetter> which) {
    return remove(which).size();
  }

  private List<DeadLetter> remove(Predicate<? super DeadLetter> which) {
    requireNonNull(which, "which");
    List<DeadLetter> selected = list().stream().filter(each -> which.test(each)).toList();
    Set<DeadLetter> present = new HashSet<>();
    lock.lock();
    try {
      present.addAll(letters);
      letters.removeAll(new HashSet<>(selected));
    } finally {
      lock.unlock();
    }
    return selected.stream().filter(present::contains).toList();
  }
}
