package io.tidings.samples.demo;

import io.tidings.event.store.EventStore;
import io.tidings.samples.demo.directory.WorkDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The environment of the demo. Immutable.
 *
 * @param nanoTime measures durations
 * @param stopRequested returns whether the run is to stop
 * @param user the user of the process, or null
 * @param places parent directories of the work directory, in order of preference
 * @param trails opens the trail in a file
 */
record HostEnvironment(
    LongSupplier nanoTime,
    BooleanSupplier stopRequested,
    @Nullable String user,
    List<Path> places,
    Function<Path, EventStore> trails) {

  /** Returns the environment of this process. */
  static HostEnvironment ofProcess(BooleanSupplier stopRequested) {
    return new HostEnvironment(
        System::nanoTime,
        stopRequested,
        System.getProperty("user.name"),
        WorkDirectory.candidates(),
        EventStore::open);
  }
}
