package io.tidings.event.services.context;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import java.util.List;

/**
 * A context that was assembled. Immutable.
 *
 * @param id its id
 * @param origin for what it was assembled
 * @param fragments what is in it, the most important first
 * @param leftOut how many fragments did not fit
 * @param tokenCount what it costs, at most its budget
 * @param builtAt when
 */
public record AssembledContext(
    String id,
    NewContext origin,
    List<ContextFragment> fragments,
    int leftOut,
    int tokenCount,
    Instant builtAt) {

  /** Creates it; nothing in it may be null. */
  public AssembledContext {
    Inputs.id(id, "id");
    requireNonNull(origin, "origin");
    fragments = List.copyOf(fragments);
    Inputs.notNegative(leftOut, "leftOut");
    Inputs.notNegative(tokenCount, "tokenCount");
    requireNonNull(builtAt, "builtAt");
  }
}
