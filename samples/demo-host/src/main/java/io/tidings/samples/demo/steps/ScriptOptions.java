package io.tidings.samples.demo.steps;

import io.tidings.samples.demo.directory.Exclusions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the script takes from the world around it. Immutable.
 *
 * @param directory the real path of the directory it is about
 * @param leftOut what of it is none of its business
 * @param places where it may work, tried in this order
 * @param user who runs it, or null
 * @param budget how many bytes it means to read
 * @param seed what its chances begin with
 * @param stopped tells whether nobody wants the rest any more
 * @param progress hears how far it is
 */
public record ScriptOptions(
    Path directory,
    Exclusions leftOut,
    List<Path> places,
    @Nullable String user,
    long budget,
    long seed,
    BooleanSupplier stopped,
    Progress progress) {

  /** Creates it. */
  public ScriptOptions {
    places = List.copyOf(places);
  }
}
