package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Change of a file. Immutable.
 *
 * @param type the type of the change
 * @param path the file, relative to the watched directory; the new path if it was moved
 * @param previousPath the path before a move, else null
 */
public record ResourceChange(ChangeType type, Path path, @Nullable Path previousPath) {

  /** Creates a change. */
  public ResourceChange {
    requireNonNull(type, "type");
    requireNonNull(path, "path");
  }
}
