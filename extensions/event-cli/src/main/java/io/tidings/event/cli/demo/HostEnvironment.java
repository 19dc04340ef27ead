package io.tidings.event.cli.demo;

import io.tidings.event.spi.IdSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the host takes from the world around it. Immutable.
 *
 * @param ids makes the ids of sessions and plans
 * @param nanoTime measures durations
 * @param opener opens the files
 * @param stopped tells whether nobody wants the result any more; asked after each file
 * @param user who runs it, or null
 */
record HostEnvironment(
    IdSource ids,
    LongSupplier nanoTime,
    Opener opener,
    BooleanSupplier stopped,
    @Nullable String user) {

  /** Returns this process's environment. */
  static HostEnvironment ofProcess() {
    return new HostEnvironment(
        IdSource.ulid(),
        System::nanoTime,
        Opener.fileSystem(),
        () -> false,
        System.getProperty("user.name"));
  }

  HostEnvironment withNanoTime(LongSupplier nanoTime) {
    return new HostEnvironment(ids, nanoTime, opener, stopped, user);
  }

  HostEnvironment withOpener(Opener opener) {
    return new HostEnvironment(ids, nanoTime, opener, stopped, user);
  }

  HostEnvironment withStopped(BooleanSupplier stopped) {
    return new HostEnvironment(ids, nanoTime, opener, stopped, user);
  }

  HostEnvironment withUser(@Nullable String user) {
    return new HostEnvironment(ids, nanoTime, opener, stopped, user);
  }
}
