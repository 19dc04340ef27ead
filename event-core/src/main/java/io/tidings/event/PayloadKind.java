package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DetailFreezer.ImmutableDetails;
import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.payload.CodecOptions;
import io.tidings.event.internal.payload.RecordCodec;
import io.tidings.event.shape.DetailShape;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Kind of event whose details are the components of a record.
 *
 * <pre>{@code
 * record OrderPlaced(String orderId, BigDecimal amount, List<Line> lines) {}
 *
 * static final PayloadKind<OrderPlaced> ORDER_PLACED =
 *     PayloadKind.of("order.placed", OrderPlaced.class);
 * }</pre>
 *
 * <p>A component {@code orderId} is the detail {@code order_id}: an upper-case letter becomes
 * lower-case, with an underscore before it if it follows a lower-case letter or digit, or follows
 * an upper-case letter and precedes a lower-case one ({@code URLPath} is {@code url_path}).
 *
 * <p>A component may be a text, a boolean, a char, a number, BigInteger or BigDecimal; Instant,
 * LocalDate, LocalTime, LocalDateTime, OffsetDateTime, Duration, Period, UUID, URI, Currency,
 * Locale; an enum (by id for a kind, else by name); a record; a sealed interface of records, whose
 * details have an entry {@code type} with the record's name in snake_case; a List or Set of these,
 * a Map of these with String keys; an Optional of these; Object for a value that details hold
 * unchanged; or a type with a codec. Null means absent, and no collection holds null.
 *
 * <p>On the class path nothing needs to be declared. On the module path a public record needs its
 * package exported, any other record its package opened to {@code io.tidings.event}, or {@link
 * Builder#lookup}.
 *
 * <p>Immutable and thread-safe; equal to each payload kind and plain kind with the same id. Make
 * one per kind and keep it in a constant.
 *
 * @param <P> the payload
 * @contract PAY-01, PAY-04, PAY-05, PAY-06
 */
public final class PayloadKind<P extends Record> implements EventKind {

  private final EventKind identity;
  private final EventKind kind;
  private final Class<P> type;
  private final RecordCodec codec;
  private final Set<String> notSecret;

  private PayloadKind(Builder<P> builder) {
    this.identity = PlainKind.identity(builder.kind);
    EventKind shown = PlainKind.normalize(builder.kind);
    this.kind = shown instanceof PlainKind ? this : shown;
    this.type = builder.type;
    this.codec = RecordCodec.of(type, builder.options);
    this.notSecret = Set.copyOf(builder.notSecret);
    if (!codec.names().containsAll(notSecret)) {
      throw new IllegalArgumentException(
          "notSecret %s must be details of %s: %s".formatted(notSecret, type, codec.names()));
    }
  }

  /**
   * Returns a new kind.
   *
   * @param id the id, 1 to {@value EventKind#MAX_ID_LENGTH} visible ASCII characters
   * @param type the record
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if {@code id} is ill-formed, or the record or a component is
   *     not supported or not accessible; the message names the component path and the remedy
   */
  public static <P extends Record> PayloadKind<P> of(String id, Class<P> type) {
    return builder(id, type).build();
  }

  /**
   * Returns a new kind over a constant of {@link EventType} or of a host's enum, which is the kind
   * of its events.
   *
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as {@link #of(String, Class)}
   */
  public static <K extends Enum<K> & EventKind, P extends Record> PayloadKind<P> of(
      K constant, Class<P> type) {
    return builder(constant, type).build();
  }

  /**
   * Returns a builder of a kind.
   *
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if {@code id} is ill-formed
   */
  public static <P extends Record> Builder<P> builder(String id, Class<P> type) {
    return new Builder<>(EventKind.of(id), type);
  }

  /**
   * Returns a builder of a kind over an enum constant.
   *
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the constant's id is ill-formed
   */
  public static <K extends Enum<K> & EventKind, P extends Record> Builder<P> builder(
      K constant, Class<P> type) {
    return new Builder<>(requireNonNull(constant, "constant"), type);
  }

  /** Returns the id, the same one at every call. */
  @Override
  public String id() {
    return identity.id();
  }

  /** Returns the record. */
  public Class<P> type() {
    return type;
  }

  /** Returns the names of the details that are exempt from redaction by name. */
  public Set<String> notSecret() {
    return notSecret;
  }

  /**
   * Returns a handler of events that passes on their payloads, for a subscription with a selector
   * or options. It throws {@link IllegalArgumentException} for an event of another kind or whose
   * details are not exactly a payload.
   *
   * <pre>{@code
   * bus.subscribe(
   *     EventSelector.kind(ORDER_PLACED).and(EventSelector.session("s-1")),
   *     SubscriptionOptions.named("mailer"),
   *     ORDER_PLACED.handler((order, event) -> mailer.send(order.orderId())));
   * }</pre>
   *
   * @throws NullPointerException if {@code handler} is null
   * @contract PAY-09
   */
  public EventHandler handler(PayloadHandler<? super P> handler) {
    return new TypedHandler<>(this, requireNonNull(handler, "handler"));
  }

  /** Handler of events that passes their payloads to another one, which gives it its name. */
  record TypedHandler<P extends Record>(PayloadKind<P> kind, PayloadHandler<? super P> handler)
      implements EventHandler {

    @Override
    public void handle(DomainEvent event) throws Exception {
      handler.handle(kind.payload(event), event);
    }
  }

  /** Returns whether {@code other} is a payload kind or plain kind with the same id. */
  @Override
  public boolean equals(@Nullable Object other) {
    return (other instanceof PayloadKind || other instanceof PlainKind)
        && id().equals(((EventKind) other).id());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  /** Returns the id. */
  @Override
  public String toString() {
    return id();
  }

  /** Returns the kind of events: the constant, or this. */
  EventKind kind() {
    return kind;
  }

  /** Returns the type of the catalogue or plain kind with the id. */
  EventKind identity() {
    return identity;
  }

  /** Returns the form of the details. */
  DetailShape.Structure shape() {
    return codec.shape();
  }

  /** Returns the details of a payload. */
  ImmutableDetails freeze(P payload, EventLimits limits) {
    if (requireNonNull(payload, "payload").getClass() != type) {
      throw new IllegalArgumentException(
          "payload must be a %s, but is a %s"
              .formatted(type.getName(), payload.getClass().getName()));
    }
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    long mark = ThreadState.mark();
    try {
      codec.encode(payload, details);
    } catch (RejectedValue rejected) {
      throw rejected.asArgumentError();
    } finally {
      ThreadState.discardSince(mark);
    }
    return DetailFreezer.freezeOwn(details, limits).madeOf(payload);
  }

  P payload(DomainEvent event) {
    if (!event.is(this)) {
      throw new IllegalArgumentException(
          "kind %s is not the event's kind %s; compare them with event.is(kind)"
              .formatted(id(), event.kind().id()));
    }
    return ((ImmutableDetails) event.details()).payload(type, this::decoded);
  }

  private P decoded(ImmutableDetails details) {
    try {
      return type.cast(codec.decode(details));
    } catch (RejectedValue rejected) {
      String message =
          "%s is not readable as %s: %s".formatted(id(), type.getName(), rejected.sentence());
      throw rejected.isRedacted()
          ? new RedactedDetailException(message)
          : new IllegalArgumentException(message, rejected.getCause());
    }
  }

  /**
   * Builder of a payload kind. Confined to one thread.
   *
   * @param <P> the payload
   */
  public static final class Builder<P extends Record> {

    private final EventKind kind;
    private final Class<P> type;
    private final CodecOptions options =
        CodecOptions.of(DetailScalar::text)
            .formerNames(Formerly.class, Formerly::value)
            .descriptions(Description.class, Description::value);
    private final Set<String> notSecret = new LinkedHashSet<>();

    private Builder(EventKind kind, Class<P> type) {
      this.kind = PlainKind.normalize(kind);
      this.type = requireNonNull(type, "type");
    }

    /**
     * Sets the text form of a host's type, for the components and elements declared with exactly
     * this type. What a function throws is reported with its class and without its message.
     *
     * <pre>{@code
     * PayloadKind.builder("order.delivery", Delivery.class)
     *     .codec(ZoneId.class, ZoneId::getId, ZoneId::of)
     *     .build();
     * }</pre>
     *
     * @param type the type, neither primitive nor an array
     * @param encode returns the text of a value, never null
     * @param decode returns the value of a text, never null; equal to the one encoded
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code type} is primitive or an array
     */
    public <T> Builder<P> codec(
        Class<T> type, Function<? super T, String> encode, Function<String, ? extends T> decode) {
      options.codec(
          requireNonNull(type, "type"),
          requireNonNull(encode, "encode"),
          requireNonNull(decode, "decode"));
      return this;
    }

    /**
     * Sets the access to records that are neither public nor opened; {@code
     * MethodHandles.lookup()}, called in the records' module.
     *
     * @throws NullPointerException if {@code lookup} is null
     */
    public Builder<P> lookup(Lookup lookup) {
      options.lookup(requireNonNull(lookup, "lookup"));
      return this;
    }

    /**
     * Exempts a component from redaction by name, such as {@code idempotency_key}; never from
     * redaction by the shape of its value. A redactor without a catalogue that has this kind knows
     * the exemption only if this is the {@link DomainEvent#kind} itself, not over a constant.
     *
     * @param component the name of the detail
     * @throws NullPointerException if {@code component} is null
     */
    public Builder<P> notSecret(String component) {
      notSecret.add(requireNonNull(component, "component"));
      return this;
    }

    /**
     * Returns a new kind.
     *
     * @throws IllegalArgumentException if the record or a component is not supported or not
     *     accessible, no component has the type of a codec, or there is no detail with a name given
     *     to {@link #notSecret}; the message names the component path and the remedy
     */
    public PayloadKind<P> build() {
      return new PayloadKind<>(this);
    }
  }
}
