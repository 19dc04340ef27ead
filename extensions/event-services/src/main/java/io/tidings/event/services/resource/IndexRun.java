package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

/**
 * Result of an indexing run. Immutable.
 *
 * @param index the new index
 * @param addedCount the number of new files
 * @param changedCount the number of files with different content
 * @param removedCount the number of deleted files
 * @param readCount the number of files that had to be read
 * @param unreadableCount the number of files that could not be read; the index does not contain
 *     them
 */
public record IndexRun(
    RepoIndex index,
    int addedCount,
    int changedCount,
    int removedCount,
    int readCount,
    int unreadableCount) {

  /** Creates a result; the index must not be null. */
  public IndexRun {
    requireNonNull(index, "index");
  }
}
