package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What a directory held when it was indexed. Immutable.
 *
 * @param resourceId the directory's id
 * @param root the directory
 * @param files by their paths below the root
 * @param indexedAt when the run ended
 */
public record RepoIndex(
    String resourceId, Path root, Map<Path, IndexedFile> files, Instant indexedAt) {

  /** Creates it; nothing in it may be null. */
  public RepoIndex {
    Inputs.id(resourceId, "resourceId");
    requireNonNull(root, "root");
    files = Map.copyOf(files);
    requireNonNull(indexedAt, "indexedAt");
  }
}
