package io.tidings.samples.demo.steps;

import io.tidings.samples.demo.directory.Exclusions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The options of a script. Immutable.
 *
 * @param directory the real path of the directory
 * @param exclusions the files of the directory to skip
 * @param places parent directories of the work directory, in order of preference
 * @param user the user of the process, or null
 * @param budget the read budget in bytes
 * @param seed the seed of random choices
 * @param stopRequested returns whether the script is to stop
 * @param progress receives the progress of the survey
 */
public record ScriptOptions(
    Path directory,
    Exclusions exclusions,
    List<Path> places,
    @Nullable String user,
    long budget,
    long seed,
    BooleanSupplier stopRequested,
    Progress progress) {

  /** Creates options; the list is copied. */
  public ScriptOptions {
    places = List.copyOf(places);
  }

  /** A receiver of the progress of long work. */
  @FunctionalInterface
  public interface Progress {

    /** Receives the amount of work done and the total, which may grow. */
    void update(long current, long total);
  }
}
