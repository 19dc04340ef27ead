package io.tidings.event.store.delivery;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ordering key of a durable delivery: events with equal keys are handled one after another, in
 * the order of the trail; events with different keys, or without one, in parallel. The keys of the
 * constants count within one project, so that no project waits for another. Immutable and
 * thread-safe.
 *
 * @contract DLV-02
 */
public final class DeliveryKey {

  /** The session; events without one have no order. */
  public static final DeliveryKey SESSION = new DeliveryKey("SESSION", DomainEvent::sessionId);

  /** The plan; events without one have no order. */
  public static final DeliveryKey PLAN = new DeliveryKey("PLAN", DomainEvent::planId);

  /** The user; events without one have no order. */
  public static final DeliveryKey USER = new DeliveryKey("USER", event -> event.scope().user());

  /** The correlation id, which every event has. */
  public static final DeliveryKey CORRELATION =
      new DeliveryKey("CORRELATION", DomainEvent::correlationId);

  /** The organization; events without one have no order. */
  public static final DeliveryKey ORGANIZATION =
      new DeliveryKey("ORGANIZATION", event -> event.scope().organization());

  /** The project; events without a project share one key. */
  public static final DeliveryKey PROJECT = new DeliveryKey("PROJECT", event -> "");

  /** The session, else the plan, else the correlation id, as for asynchronous subscriptions. */
  public static final DeliveryKey DEFAULT = new DeliveryKey("DEFAULT", DeliveryKey::byDefault);

  /** No order: all events in parallel. */
  public static final DeliveryKey NONE = new DeliveryKey("NONE", event -> null);

  /** One order of all events, one at a time: a failing event holds back all later ones. */
  public static final DeliveryKey TRAIL = by("TRAIL", event -> "");

  private final String name;
  private final boolean isPerProject;
  private final Function<? super DomainEvent, ? extends @Nullable String> key;

  private DeliveryKey(String name, Function<? super DomainEvent, ? extends @Nullable String> key) {
    this(name, true, key);
  }

  private DeliveryKey(
      String name,
      boolean isPerProject,
      Function<? super DomainEvent, ? extends @Nullable String> key) {
    this.name = name;
    this.isPerProject = isPerProject;
    this.key = key;
  }

  /**
   * Returns a key of the host's own.
   *
   * @param name a name for {@link #toString}
   * @param key returns the key of an event, null for none; called on the thread of the consumer. If
   *     it throws, the event is ordered by its correlation id, and the failure is logged. Must
   *     return the same key for the same event after a restart
   * @throws NullPointerException if an argument is null
   */
  public static DeliveryKey by(
      String name, Function<? super DomainEvent, ? extends @Nullable String> key) {
    return new DeliveryKey(requireNonNull(name, "name"), false, requireNonNull(key, "key"));
  }

  /** Returns the key of an event, or null. */
  public @Nullable String of(DomainEvent event) {
    String own = key.apply(event);
    if (own == null || !isPerProject) {
      return own;
    }
    String project = event.scope().project();
    return (project == null ? "" : project) + " " + own;
  }

  private static String byDefault(DomainEvent event) {
    String session = event.sessionId();
    String plan = event.planId();
    return session != null ? session : plan != null ? plan : event.correlationId();
  }

  @Override
  public String toString() {
    return name;
  }
}
