package io.tidings.event.cli.demo;

import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** What tests start from. */
final class Given {

  static final long AMPLE = 1L << 40;

  private Given() {}

  /** Writes a file and the directories above it. */
  static Path file(Path directory, String name, String content) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns a file of the given text that the walk met when it had that length. */
  static TextFile text(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return file(bytes.length, path -> new ByteArrayInputStream(bytes));
  }

  static TextFile file(long length, Opener opener) {
    return new TextFile(Path.of("given"), length, opener, budget(), new byte[TextFile.BUFFER]);
  }

  static ReadBudget budget() {
    return new ReadBudget(EventEmitter.of(null), AMPLE);
  }

  static HostEnvironment environment() {
    return HostEnvironment.ofProcess();
  }

  static IndexSummary index(EventBus bus, Path directory) throws IOException {
    return index(bus, environment(), directory);
  }

  static IndexSummary index(EventBus bus, HostEnvironment environment, Path directory)
      throws IOException {
    return new IndexingHost(bus, environment, AMPLE).index(directory);
  }

  /** Returns an opener that finds some files gone from their {@code nth} opening on. */
  static Opener goneFromOpening(int nth, Predicate<String> names) {
    return new Opener() {
      private int openings;

      @Override
      public InputStream open(Path file) throws IOException {
        if (names.test(String.valueOf(file.getFileName())) && ++openings >= nth) {
          throw new NoSuchFileException(file.toString());
        }
        return Opener.fileSystem().open(file);
      }
    };
  }
}
