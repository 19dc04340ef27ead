package io.tidings.event.store.delivery;

import io.tidings.event.async.DeadLetter;
import java.util.List;
import java.util.function.Predicate;

/**
 * The dead letters of a durable delivery, in the trail's database. Obtained from {@code
 * EventStore.deadLetters}; also works while the delivery runs in another process. Letters whose
 * event was removed by retention are counted, not listed; {@link #redrive} and {@link #discard}
 * remove them. Thread-safe.
 *
 * <pre>{@code
 * DeliveryDeadLetters letters = trail.deadLetters("mailer");
 * letters.list(20).forEach(letter -> System.out.println(letter + ": " + letter.failure()));
 * letters.redrive(letter -> letter.event().id().equals(id));
 * }</pre>
 *
 * <p>Every method throws a {@code StoreException} if the database fails.
 *
 * @contract DLV-05, DLV-06
 */
public interface DeliveryDeadLetters {

  /** Returns the number of letters. */
  long count();

  /**
   * Returns the oldest letters. Their failure is a {@link RecordedFailure}; {@link
   * DeadLetter#redrive} works as {@link #redrive} for that one.
   *
   * @param limit the greatest number of letters
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  List<DeadLetter> list(int limit);

  /**
   * Has the events of letters delivered again, with new attempts; the events that they hold back
   * follow after a success.
   *
   * @param which selects letters; called without a transaction, for the oldest first
   * @return the number of events
   */
  int redrive(Predicate<? super DeadLetter> which);

  /**
   * Removes letters; the events that they hold back are delivered.
   *
   * @param which selects letters; called without a transaction, for the oldest first
   * @return the number of letters removed
   */
  int discard(Predicate<? super DeadLetter> which);
}
