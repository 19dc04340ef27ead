package io.tidings.event;

/**
 * The identity of a kind of event: what happened, as a short dotted text such as {@code
 * plan.created}.
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
 * <p>An id is read once, when an event is built or a selector is made, and from then on the id
 * alone counts (KND-02): {@link DomainEvent#kind()} is the {@link EventType} where the catalogue
 * has the id, else a plain kind with that id, equal to {@link #of EventKind.of(id)}. To ask whether
 * an event is of a host's kind, use {@link DomainEvent#is}.
 *
 * <p>Implementations must be thread-safe and return the same id at every call.
 */
public interface EventKind {

  /** The greatest length of an id, in characters. */
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
    EventKind plain = PlainKind.frozen(kind);
    return plain instanceof EventType type ? type.category() : ((PlainKind) plain).category();
  }

  /**
   * Returns the kind with the given id: the catalogue's constant where there is one, else a plain
   * kind that equals every other plain kind with the same id. Nothing is cached.
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
