package io.tidings.event.services.invariant;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * Statement that must hold. Immutable.
 *
 * @param id the invariant's id
 * @param content the statement and its owner
 */
public record Invariant(String id, NewInvariant content) {

  /**
   * Creates an invariant; no part may be null.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public Invariant {
    Inputs.id(id, "id");
    requireNonNull(content, "content");
  }
}
