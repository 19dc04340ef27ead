package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.PayloadKind;
import java.util.List;
import java.util.function.Consumer;

/**
 * Assertions on the events of a typed kind that meet every expectation so far, used as {@link
 * EventAssert}.
 *
 * <pre>{@code
 * assertThat(bus)
 *     .emitted(ORDER_PLACED)
 *     .withPayload(new OrderPlaced("o-1", price))
 *     .withActor("shop");
 * assertThat(bus)
 *     .emitted(ORDER_PLACED)
 *     .withPayload(order -> assertThat(order.amount()).isPositive());
 * }</pre>
 *
 * @param <P> the payload
 */
public final class PayloadAssert<P extends Record> extends AbstractEventAssert<PayloadAssert<P>> {

  private final PayloadKind<P> kind;

  PayloadAssert(RecordingVerifier verifier, List<Expectation> expectations, PayloadKind<P> kind) {
    super(verifier, expectations, PayloadAssert.class);
    this.kind = kind;
  }

  @Override
  PayloadAssert<P> narrowed(RecordingVerifier verifier, List<Expectation> expectations) {
    return new PayloadAssert<>(verifier, expectations, kind);
  }

  /**
   * Requires a payload that equals {@code payload}. A failure message names each component that
   * differs, with both values; an event whose details do not decode does not meet it.
   *
   * @return assertions on the events that also have the payload
   * @throws NullPointerException if {@code payload} is null
   * @throws IllegalArgumentException if an event cannot be built with {@code payload}
   */
  public PayloadAssert<P> withPayload(P payload) {
    return and(Expectation.payload(kind, requireNonNull(payload, "payload")));
  }

  /**
   * Requires a payload that meets {@code requirements}: assertions that throw an {@link
   * AssertionError} for any other, called on this thread for each event at least once. An event
   * whose details do not decode does not meet them. What else they throw is passed to the caller.
   *
   * @return assertions on the events whose payload also meets the requirements
   * @throws NullPointerException if {@code requirements} is null
   */
  public PayloadAssert<P> withPayload(Consumer<? super P> requirements) {
    return and(Expectation.payload(kind, requireNonNull(requirements, "requirements")));
  }
}
