package io.tidings.event.services.invariant;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * Something that must hold. Immutable.
 *
 * @param id its id
 * @param content what must hold, and for what
 */
public record Invariant(String id, NewInvariant content) {

  /** Creates it; no part may be null. */
  public Invariant {
    Inputs.id(id, "id");
    requireNonNull(content, "content");
  }
}
