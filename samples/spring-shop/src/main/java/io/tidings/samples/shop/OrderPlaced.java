package io.tidings.samples.shop;

import io.tidings.event.PayloadKind;

/**
 * The payload of a placed order.
 *
 * @param orderId the id of the order
 * @param amount the amount in cents
 */
public record OrderPlaced(String orderId, int amount) {

  /** The kind {@code order.placed}. */
  public static final PayloadKind<OrderPlaced> KIND =
      PayloadKind.of("order.placed", OrderPlaced.class);
}
