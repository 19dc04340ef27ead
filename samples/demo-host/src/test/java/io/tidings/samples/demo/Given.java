package io.tidings.samples.demo;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.EventStore;
import io.tidings.samples.demo.directory.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** What tests start from. */
public final class Given {

  /** What the summary says of the types of a whole run. */
  static final String EVERY_TYPE =
      "  67 of 69; not emitted by this host: unknown, webhooks.subscriptions.tested";

  private Given() {}

  /** Writes a file and the directories above it. */
  public static Path file(Path directory, String name, String content) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(requireNonNull(file.getParent()));
      return Files.writeString(file, content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Deletes a tree. */
  public static void deleted(Path tree) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(tree)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  static HostEnvironment environment() {
    return environment(WorkDirectory.candidates(), () -> false, EventStore::open);
  }

  /** Returns an environment whose sandboxes are in one place. */
  static HostEnvironment environment(Path place) {
    return environment(List.of(place), () -> false, EventStore::open);
  }

  static HostEnvironment environment(
      List<Path> places, BooleanSupplier stopped, Function<Path, EventStore> trails) {
    return new HostEnvironment(System::nanoTime, stopped, "margaret", places, trails);
  }
}
