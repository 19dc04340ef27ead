package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A change of a file. Immutable.
 *
 * @param type how it has changed
 * @param path the file, below the directory watched; where it is now if it was moved
 * @param previousPath where it was before it was moved, else null
 */
public record ResourceChange(ChangeType type, Path path, @Nullable Path previousPath) {

  /** Creates it. */
  public ResourceChange {
    requireNonNull(type, "type");
    requireNonNull(path, "path");
  }
}
