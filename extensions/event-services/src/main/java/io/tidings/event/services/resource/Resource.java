package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.nio.file.Path;

/**
 * A file that is known by an id. Immutable.
 *
 * @param id its id, which the host gives
 * @param path where it is
 */
public record Resource(String id, Path path) {

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public Resource {
    Inputs.id(id, "id");
    requireNonNull(path, "path");
  }
}
