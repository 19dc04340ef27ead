package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.nio.file.Path;

/**
 * File registered under an id. Immutable.
 *
 * @param id the id, chosen by the host
 * @param path the file's path
 */
public record Resource(String id, Path path) {

  /**
   * Creates a resource.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public Resource {
    Inputs.id(id, "id");
    requireNonNull(path, "path");
  }
}
