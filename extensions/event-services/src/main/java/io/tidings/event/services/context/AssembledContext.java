package io.tidings.event.services.context;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import java.util.List;

/**
 * Assembled context. Immutable.
 *
 * @param id the context's id
 * @param origin the request it was assembled for
 * @param fragments the selected fragments, highest priority first
 * @param omittedCount the number of fragments that did not fit
 * @param tokenCount the number of tokens, at most the budget
 * @param builtAt the time of assembly
 */
public record AssembledContext(
    String id,
    NewContext origin,
    List<ContextFragment> fragments,
    int omittedCount,
    int tokenCount,
    Instant builtAt) {

  /**
   * Creates a context; nothing in it may be null.
   *
   * @throws IllegalArgumentException if the id is ill-formed or a number negative
   */
  public AssembledContext {
    Inputs.id(id, "id");
    requireNonNull(origin, "origin");
    fragments = List.copyOf(fragments);
    Inputs.notNegative(omittedCount, "omittedCount");
    Inputs.notNegative(tokenCount, "tokenCount");
    requireNonNull(builtAt, "builtAt");
  }
}
