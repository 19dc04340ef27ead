package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Index of a directory. Immutable.
 *
 * @param resourceId the directory's id
 * @param root the directory
 * @param files the entries by path relative to the root
 * @param indexedAt the time when the run ended
 */
public record RepoIndex(
    String resourceId, Path root, Map<Path, IndexedFile> files, Instant indexedAt) {

  /**
   * Creates an index; nothing in it may be null.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public RepoIndex {
    Inputs.id(resourceId, "resourceId");
    requireNonNull(root, "root");
    files = Map.copyOf(files);
    requireNonNull(indexedAt, "indexedAt");
  }
}
