package io.tidings.event.store.internal;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;

/** Validation of ids. Stateless. */
public final class EventIds {

  private EventIds() {}

  /** Returns {@code id} if it is 1 to 128 visible ASCII characters. */
  public static String require(String id, String argument) {
    requireNonNull(id, argument);
    try {
      return EventKind.of(id).id();
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(
          argument + " must be an id: " + refused.getMessage(), refused);
    }
  }
}
