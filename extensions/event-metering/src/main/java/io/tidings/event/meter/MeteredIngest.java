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
 * Second layer of metering: a sink that charges events before it stores them. Per batch, the events
 * of an organization are summed over its projects and charged by one adjustment. Events are denied,
 * logged and not stored if the quota is exceeded or the meter fails; other organizations' events in
 * the batch are unaffected. Events without an organization, of kinds that are not metered, and all
 * events while metering is off are stored without a charge.
 *
 * <p>Charges are idempotent: an event that the trail already has is not charged, and a repeated
 * batch is charged once even if storing it failed the first time. An event that the database
 * rejects for its content does not take its batch along. Entitlements have no effect here.
 *
 * <p>It can be a tap of a bus or of an {@link io.tidings.event.async.AsyncTap}. Closing it leaves
 * the trail open. Thread-safe.
 *
 * @contract MET-06, MET-07, MET-08, MET-09, MET-10, MET-11, MET-25, MET-27, STO-15
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

  /** The outcome of one submitted event. Each is final: no event needs to be submitted again. */
  public enum Outcome {
    /** The event is in the trail, stored by this call or earlier. */
    STORED,
    /** Not stored: the organization exceeded its quota or could not be charged. */
    DENIED,
    /**
     * Not stored: the trail has an event of the same project and id with other content or of
     * another organization. The submitted event is charged unless that one is its organization's.
     */
    CONFLICT,
    /** Not stored: the message is not a valid event. */
    MALFORMED,
    /**
     * Not stored: the database rejects the content of the event, see {@link
     * EventStore#appendStorable}. The event is charged.
     */
    UNSTORABLE;

    private static Outcome of(AppendResult.Outcome outcome) {
      return switch (outcome) {
        case STORED, DUPLICATE -> STORED;
        case CONFLICT -> CONFLICT;
        case UNSTORABLE -> UNSTORABLE;
      };
    }
  }

  /**
   * Charges events and stores those that are not denied, on the calling thread.
   *
   * @return one outcome per event, in the same order
   * @throws NullPointerException if the list or an event is null
   * @throws io.tidings.event.store.StoreException if storing fails for another reason than the
   *     content of an event; the batch can be submitted again without being charged twice
   */
  public List<Outcome> submit(List<DomainEvent> events) {
    events.forEach(event -> requireNonNull(event, "events"));
    return outcomes(new ArrayList<>(events));
  }

  /**
   * Parses messages of other systems with {@link EventMessage}, charges the events and stores those
   * that are not denied. A malformed message is logged at ERROR and dropped.
   *
   * @return one outcome per message, in the same order
   * @throws NullPointerException if the list or a message is null
   * @throws io.tidings.event.store.StoreException if storing fails for another reason than the
   *     content of an event; the batch can be submitted again without being charged twice
   * @contract MET-11
   */
  public List<Outcome> submitMessages(List<String> messages) {
    List<@Nullable DomainEvent> events = new ArrayList<>(messages.size());
    for (String message : messages) {
      events.add(read(requireNonNull(message, "messages")));
    }
    return outcomes(events);
  }

  /** Charges an event and stores it unless it is denied. */
  @Override
  public void onEvent(DomainEvent event) {
    submit(List.of(event));
  }

  /** Charges events and stores those that are not denied. */
  @Override
  public void onEvents(List<DomainEvent> events) {
    submit(events);
  }

  private static @Nullable DomainEvent read(String message) {
    try {
      return EventMessage.read(message);
    } catch (IllegalArgumentException malformed) {
      LOG.error("Message is not a valid event; dropping it: {}", malformed.getMessage());
      return null;
    }
  }

  private List<Outcome> outcomes(List<@Nullable DomainEvent> events) {
    List<DomainEvent> wellFormed = new ArrayList<>(events.size());
    for (DomainEvent event : events) {
      if (event != null) {
        wellFormed.add(event);
      }
    }
    Set<DomainEvent> denied = new BatchCharge(metering, storedKeys).denied(wellFormed);
    List<DomainEvent> admitted =
        wellFormed.stream().filter(event -> !denied.contains(event)).toList();
    List<AppendResult.Outcome> appended = trail.appendStorable(admitted).outcomes();
    count(admitted, appended);
    Iterator<AppendResult.Outcome> next = appended.iterator();
    List<Outcome> outcomes = new ArrayList<>(events.size());
    for (DomainEvent event : events) {
      outcomes.add(
          event == null
              ? Outcome.MALFORMED
              : denied.contains(event) ? Outcome.DENIED : Outcome.of(next.next()));
    }
    return outcomes;
  }

  /** Counts the events that this call stored. */
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
