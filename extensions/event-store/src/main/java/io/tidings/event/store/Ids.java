package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;

/** Ids as events have them. Stateless. */
final class Ids {

  private Ids() {}

  /** Returns {@code id} if it is 1 to 128 visible ASCII characters. */
  static String require(String id, String argument) {
    requireNonNull(id, argument);
    try {
      return EventKind.of(id).id();
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(
          argument + " must be an id: " + refused.getMessage(), refused);
    }
  }
}
