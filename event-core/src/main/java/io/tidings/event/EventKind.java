package io.tidings.event;

/**
 * Identity of a kind of event: a short dotted id such as {@code plan.created}.
 *
 * <p>{@link EventType} holds the catalogue. A host adds its own kinds by implementing this
 * interface, most naturally on an enum:
 *
 * <pre>{@code
 * enum OrderEvent implements EventKind {
 *   PLACED("order.placed"),
 *   SHIPPED("order.shipped");
 *
 *   private final String id;
 *
 *   OrderEvent(String id) {
 *     this.id = id;
 *   }
 *
 *   @Override
 *   public String id() {
 *     return id;
 *   }
 * }
 * }</pre>
 *
 * <p>Kinds are compared by id. {@link DomainEvent#kind()} is the {@link EventType} if the catalogue
 * has the id, else the enum constant or {@link PayloadKind} that the event was built with; of any
 * other kind the id is read once and the event has a plain kind, as an event that was read back
 * does. Use {@link DomainEvent#is} to compare an event with a kind.
 *
 * <p>Implementations must be thread-safe and return the same id at every call.
 *
 * @contract KND-01, KND-02
 */
public interface EventKind {

  /** The maximum length of an id in characters. */
  int MAX_ID_LENGTH = 128;

  /**
   * Returns the id: 1 to {@value #MAX_ID_LENGTH} visible ASCII characters, by convention a
   * category, a dot and the rest in snake_case.
   */
  String id();

  /**
   * Returns the category of a kind: {@link EventType#category()} if the catalogue has its id, else
   * the id up to its first dot, or the whole id if it has no dot.
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is null or ill-formed
   * @contract KND-02, CA-R3
   */
  static String category(EventKind kind) {
    EventKind plain = PlainKind.identity(kind);
    return plain instanceof EventType type ? type.category() : ((PlainKind) plain).category();
  }

  /**
   * Returns the kind with an id: the catalogue's constant if there is one, else a new plain kind,
   * equal to every other plain kind with the same id.
   *
   * @param id 1 to {@value #MAX_ID_LENGTH} visible ASCII characters
   * @return the kind
   * @throws NullPointerException if {@code id} is null
   * @throws IllegalArgumentException if {@code id} is ill-formed
   */
  static EventKind of(String id) {
    EventType type = EventType.find(Validation.id(id, "id"));
    return type != null ? type : PlainKind.of(id);
  }
}
