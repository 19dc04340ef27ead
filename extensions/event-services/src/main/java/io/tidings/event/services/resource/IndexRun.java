package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

/**
 * What an indexing run has found. Immutable.
 *
 * @param index what the directory holds now
 * @param added how many files are new
 * @param changed how many have other content
 * @param removed how many are gone
 * @param read how many had to be read
 * @param unreadable how many could not be, and are left out
 */
public record IndexRun(
    RepoIndex index, int added, int changed, int removed, int read, int unreadable) {

  /** Creates it; the index must not be null. */
  public IndexRun {
    requireNonNull(index, "index");
  }
}
