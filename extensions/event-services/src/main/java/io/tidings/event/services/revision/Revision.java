package io.tidings.event.services.revision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.platform.RevisionReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stored, unchangeable state of a variant. Immutable if its data is.
 *
 * @param <D> the type of the data, immutable
 * @param reference the revision's identity, as far as its store reports it
 * @param data the data, or null if it has none
 * @param message why it was committed, or null
 * @param userId the id of the user who committed it, or null
 * @param committedAt the time of the commit
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
