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
 * What the demo takes from the world around it. Immutable.
 *
 * @param nanoTime measures durations
 * @param stopped tells whether nobody wants the result any more
 * @param user who runs it, or null
 * @param places where the sandbox may be
 * @param trails opens the trail in a file
 */
record HostEnvironment(
    LongSupplier nanoTime,
    BooleanSupplier stopped,
    @Nullable String user,
    List<Path> places,
    Function<Path, EventStore> trails) {

  /** Returns this process's environment. */
  static HostEnvironment ofProcess(BooleanSupplier stopped) {
    return new HostEnvironment(
        System::nanoTime,
        stopped,
        System.getProperty("user.name"),
        WorkDirectory.places(),
        EventStore::open);
  }
}
