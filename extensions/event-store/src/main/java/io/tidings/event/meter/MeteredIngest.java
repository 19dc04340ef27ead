package io.tidings.event.meter;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.BatchTap;
import io.tidings.event.store.AppendResult;
import io.tidings.event.store.EventMessage;
import io.tidings.event.store.EventStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second layer of metering: charges for events before it stores them. The events of a batch are
 * summed up for each organization, over its projects, and charged by one adjustment (MET-06). What
 * is denied is told and not stored (MET-07), and so is what cannot be charged because the meter
 * fails (MET-08); other organizations do not notice (MET-10). Events without an organization, of
 * kinds that are not metered, and all if metering is off, are stored uncharged (MET-09).
 *
 * <p>An event that the trail has is not charged again, and a batch that comes again is charged once
 * even if it was not stored the first time (MET-27). Entitlements decide nothing here (MET-25).
 *
 * <p>As a tap it takes what a bus or an {@link io.tidings.event.async.AsyncTap} gives it. Closing
 * it leaves the trail open. Thread-safe.
 */
public final class MeteredIngest implements BatchTap {

  private static final Logger LOG = LoggerFactory.getLogger(MeteredIngest.class);

  private final Metering metering;
  private final EventStore trail;
  private final StoredKeys storedKeys;

  MeteredIngest(Metering metering, EventStore trail) {
    this.metering = metering;
    this.trail = trail;
    this.storedKeys = new StoredKeys(trail.database());
  }

  /** What became of an event; each of them is done with, and need not come again. */
  public enum Answer {
    /** It is stored, now or before. */
    STORED,
    /** It is not stored: its organization is over the quota, or cannot be charged. */
    DENIED,
    /**
     * It is not stored: the trail has an event of its project and id with another content or of
     * another organization, which is kept. It is charged unless that one is its organization's.
     */
    CONFLICT,
    /** It is no event. */
    MALFORMED;

    private static Answer to(AppendResult.Outcome outcome) {
      return outcome == AppendResult.Outcome.CONFLICT ? CONFLICT : STORED;
    }
  }

  /**
   * Charges for events and stores those that may be.
   *
   * @return an answer for each of them, in their order
   * @throws io.tidings.event.store.StoreException if none is stored; the batch may come again and
   *     is not charged twice
   */
  public List<Answer> submit(List<DomainEvent> events) {
    events.forEach(event -> requireNonNull(event, "events"));
    return answers(new ArrayList<>(events));
  }

  /**
   * Reads messages of other systems, as {@link EventMessage} does, charges for them and stores
   * those that may be. What is no message is told with an ERROR and not tried again (MET-11).
   *
   * @return an answer for each of them, in their order
   * @throws io.tidings.event.store.StoreException if none is stored; the batch may come again and
   *     is not charged twice
   */
  public List<Answer> submitMessages(List<String> messages) {
    List<@Nullable DomainEvent> events = new ArrayList<>(messages.size());
    for (String message : messages) {
      events.add(read(requireNonNull(message, "messages")));
    }
    return answers(events);
  }

  /** Charges for an event and stores it if it may be. */
  @Override
  public void onEvent(DomainEvent event) {
    submit(List.of(event));
  }

  /** Charges for events and stores those that may be. */
  @Override
  public void onEvents(List<DomainEvent> events) {
    submit(events);
  }

  private static @Nullable DomainEvent read(String message) {
    try {
      return EventMessage.read(message);
    } catch (IllegalArgumentException malformed) {
      LOG.error("A message is no event and is dropped: {}", malformed.getMessage());
      return null;
    }
  }

  private List<Answer> answers(List<@Nullable DomainEvent> events) {
    List<DomainEvent> wellFormed = new ArrayList<>(events.size());
    for (DomainEvent event : events) {
      if (event != null) {
        wellFormed.add(event);
      }
    }
    Set<DomainEvent> denied = new Charging(metering, storedKeys).denied(wellFormed);
    List<DomainEvent> admitted =
        wellFormed.stream().filter(event -> !denied.contains(event)).toList();
    List<AppendResult.Outcome> outcomes = trail.append(admitted).outcomes();
    count(admitted, outcomes);
    Iterator<AppendResult.Outcome> next = outcomes.iterator();
    List<Answer> answers = new ArrayList<>(events.size());
    for (DomainEvent event : events) {
      answers.add(
          event == null
              ? Answer.MALFORMED
              : denied.contains(event) ? Answer.DENIED : Answer.to(next.next()));
    }
    return answers;
  }

  /** What was there before has been counted before. */
  private void count(List<DomainEvent> events, List<AppendResult.Outcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      DomainEvent event = events.get(i);
      if (outcomes.get(i) == AppendResult.Outcome.STORED && metering.meters(event)) {
        String organization = String.valueOf(event.scope().organization());
        metering.counters().of(organization).stored.increment();
      }
    }
  }
}
