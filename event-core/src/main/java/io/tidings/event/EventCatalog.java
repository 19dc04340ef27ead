package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.NearestText;
import io.tidings.event.internal.payload.Annotations;
import io.tidings.event.shape.DetailShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Catalogue of the kinds that a host knows: the 69 of {@link EventType} and its own, with their
 * payloads.
 *
 * <pre>{@code
 * static final EventCatalog CATALOG =
 *     EventCatalog.builder().kinds(OrderEvent.class).payload(ORDER_PLACED).build();
 *
 * EventBus bus =
 *     EventBus.builder().events(EventFactory.standard().withCatalog(CATALOG)).build();
 * }</pre>
 *
 * <p>Given to an {@link EventFactory}, to the reader of JSON or to a trail, it makes {@link
 * DomainEvent#kind()} the host's constant, also of events that are read back. A bus whose factory
 * has a catalogue rejects subscriptions to unknown kinds and categories. It restricts no event:
 * events of other kinds are built, emitted and read as without it.
 *
 * <p>Immutable and thread-safe.
 *
 * @contract CAT-01, CAT-02, CAT-03, CAT-05
 */
public final class EventCatalog {

  private static final EventCatalog STANDARD = builder().build();

  private final Map<String, Entry> entries;
  private final Set<String> categories;

  private EventCatalog(Map<String, Entry> entries) {
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    this.categories =
        entries.values().stream().map(Entry::category).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the catalogue of the 69 types of {@link EventType} alone, without payloads. */
  public static EventCatalog standard() {
    return STANDARD;
  }

  /** Returns a builder that has the 69 types of {@link EventType}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the kind with an id: the constant of {@link EventType} or of a host's enum, else the
   * payload kind or plain kind that was added.
   *
   * @return the kind, or null if this catalogue has none with the id
   * @throws NullPointerException if {@code id} is null
   */
  public @Nullable EventKind find(String id) {
    Entry entry = entries.get(requireNonNull(id, "id"));
    return entry == null ? null : entry.kind();
  }

  /**
   * Returns the kind with an id, as {@link #find}; {@link EventKind#of} if there is none.
   *
   * @throws NullPointerException if {@code id} is null
   * @throws IllegalArgumentException if {@code id} is ill-formed
   */
  public EventKind kind(String id) {
    EventKind known = find(id);
    return known != null ? known : EventKind.of(id);
  }

  /**
   * Returns the kind with an id.
   *
   * @throws NullPointerException if {@code id} is null
   * @throws IllegalArgumentException if there is none; the message names the nearest id
   * @contract CAT-03
   */
  public EventKind require(String id) {
    EventKind known = find(id);
    if (known == null) {
      throw unknown("kind", id, entries.keySet());
    }
    return known;
  }

  /**
   * Rejects a selector that names a kind or category which this catalogue does not have.
   *
   * @throws NullPointerException if {@code selector} is null
   * @throws IllegalArgumentException if it names one; the message names the nearest one
   * @contract CAT-03
   */
  public void require(EventSelector selector) {
    for (Clause clause : requireNonNull(selector, "selector").clauses()) {
      clause.forNamedKinds(kind -> require(kind.id()));
      clause.forNamedCategory(
          category -> {
            if (!categories.contains(category)) {
              throw unknown("category", category, categories);
            }
          });
    }
  }

  private static IllegalArgumentException unknown(String what, String text, Set<String> known) {
    return new IllegalArgumentException(
        "%s %s is not in the catalogue%s Add it with EventCatalog.builder(), or check its spelling"
            .formatted(
                what, Validation.quoted(text), withEnd(NearestText.suggestion(text, known))));
  }

  private static String withEnd(String suggestion) {
    return suggestion.isEmpty() ? "." : suggestion;
  }

  /**
   * Returns the payload kind of a kind, or null if this catalogue has none.
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is null or ill-formed
   */
  public @Nullable PayloadKind<?> payload(EventKind kind) {
    Entry entry = entries.get(PlainKind.identity(kind).id());
    return entry == null ? null : entry.payload();
  }

  /** Returns all entries: those of {@link EventType} in its order, then the host's as added. */
  public List<Entry> describe() {
    return List.copyOf(entries.values());
  }

  /** Returns the kind of an event that is built or read with this catalogue. */
  EventKind resolve(EventKind normalized) {
    Entry entry = normalized instanceof EventType ? null : entries.get(normalized.id());
    return entry == null ? normalized : entry.kind();
  }

  /**
   * One kind of a catalogue.
   *
   * @param kind the kind of its events: a constant, else a payload kind or plain kind
   * @param payload the kind of its payloads, or null if it has none
   */
  public record Entry(EventKind kind, @Nullable PayloadKind<?> payload) {

    /** Creates an entry. */
    public Entry {
      requireNonNull(kind, "kind");
    }

    /** Returns the id. */
    public String id() {
      return PlainKind.identity(kind).id();
    }

    /** Returns the category, see {@link EventKind#category}. */
    public String category() {
      return EventKind.category(kind);
    }

    /** Returns the form of the details, or null if there is no payload kind. */
    public DetailShape.@Nullable Structure details() {
      return payload == null ? null : payload.shape();
    }

    /**
     * Returns the {@link Description} of the constant, else of the payload record, or null if
     * neither has one.
     */
    public @Nullable String description() {
      String own =
          kind instanceof Enum<?> constant
              ? Annotations.text(constant, Description.class, Description::value)
              : null;
      return own != null || payload == null
          ? own
          : Annotations.text(payload.type(), Description.class, Description::value);
    }

    /** Returns this entry with what another entry of the same id adds. */
    private Entry with(Entry other) {
      if (kind instanceof Enum<?> && other.kind instanceof Enum<?> && kind != other.kind) {
        throw new IllegalArgumentException(
            "kind %s has two constants, %s and %s; keep one of them"
                .formatted(id(), name(kind), name(other.kind)));
      }
      if (payload != null && other.payload != null && payload.type() != other.payload.type()) {
        throw new IllegalArgumentException(
            "kind %s has two payloads, %s and %s; keep one of them"
                .formatted(id(), payload.type().getName(), other.payload.type().getName()));
      }
      EventKind merged = kind instanceof Enum<?> || !isBetter(other.kind) ? kind : other.kind;
      return new Entry(merged, payload != null ? payload : other.payload);
    }

    private static boolean isBetter(EventKind kind) {
      return kind instanceof Enum<?> || kind instanceof PayloadKind<?>;
    }

    private static String name(EventKind kind) {
      return kind.getClass().getName() + "." + ((Enum<?>) kind).name();
    }
  }

  /** Builder of a catalogue. Confined to one thread. */
  public static final class Builder {

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Builder() {
      Stream.of(EventType.values()).forEach(this::kind);
    }

    /**
     * Adds all constants of a host's enum.
     *
     * @throws NullPointerException if {@code type} is null
     * @throws IllegalArgumentException if an id is ill-formed, or belongs to another constant of
     *     this catalogue; {@link EventType} has the ids of the 69
     * @contract CAT-02
     */
    public <K extends Enum<K> & EventKind> Builder kinds(Class<K> type) {
      Stream.of(requireNonNull(type, "type").getEnumConstants()).forEach(this::kind);
      return this;
    }

    /**
     * Adds one kind: a constant, a payload kind, or a kind by its id.
     *
     * @throws NullPointerException if {@code kind} is null
     * @throws IllegalArgumentException if its id is ill-formed, or it contradicts a kind that this
     *     catalogue has
     * @contract CAT-02
     */
    public Builder kind(EventKind kind) {
      if (requireNonNull(kind, "kind") instanceof PayloadKind<?> payload) {
        return payload(payload);
      }
      return add(new Entry(kind instanceof Enum<?> ? kind : PlainKind.normalize(kind), null));
    }

    /**
     * Adds a kind with its payload. Over an enum constant, or with the id of one, it becomes the
     * payload of that constant.
     *
     * @throws NullPointerException if {@code kind} is null
     * @throws IllegalArgumentException if this catalogue has another record, or another constant,
     *     for its id
     * @contract CAT-02
     */
    public Builder payload(PayloadKind<?> kind) {
      return add(new Entry(requireNonNull(kind, "kind").kind(), kind));
    }

    /**
     * Adds all kinds of another catalogue.
     *
     * @throws NullPointerException if {@code catalog} is null
     * @throws IllegalArgumentException if one contradicts a kind that this catalogue has
     */
    public Builder all(EventCatalog catalog) {
      requireNonNull(catalog, "catalog").entries.values().forEach(this::add);
      return this;
    }

    private Builder add(Entry entry) {
      entries.merge(entry.id(), entry, Entry::with);
      return this;
    }

    /** Returns a new catalogue. */
    public EventCatalog build() {
      return new EventCatalog(entries);
    }
  }
}
