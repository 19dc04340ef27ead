package io.tidings.event.services.revision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.platform.RevisionReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored state of a variant. It never changes. Immutable as far as its data is.
 *
 * @param <D> the data, immutable
 * @param reference which revision it is, as far as its store knows
 * @param data the data, or null if it has none
 * @param message why it was committed, or null
 * @param userId who committed it, or null
 * @param committedAt when
 */
public record Revision<D>(
    RevisionReference reference,
    @Nullable D data,
    @Nullable String message,
    @Nullable String userId,
    Instant committedAt) {

  /** Creates a revision. */
  public Revision {
    requireNonNull(reference, "reference");
    requireNonNull(committedAt, "committedAt");
  }
}
