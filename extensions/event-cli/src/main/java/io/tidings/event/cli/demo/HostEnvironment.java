package io.tidings.event.cli.demo;

import io.tidings.event.cli.demo.directory.Workplace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the demo takes from the world around it. Immutable.
 *
 * @param nanoTime measures durations
 * @param stopped tells whether nobody wants the result any more
 * @param user who runs it, or null
 * @param places where the sandbox may be
 */
record HostEnvironment(
    LongSupplier nanoTime, BooleanSupplier stopped, @Nullable String user, List<Path> places) {

  /** Returns this process's environment. */
  static HostEnvironment ofProcess(BooleanSupplier stopped) {
    return new HostEnvironment(
        System::nanoTime, stopped, System.getProperty("user.name"), Workplace.places());
  }
}
