package io.tidings.event.logging;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Compression of rolled files. A rolled file has a pending name until its compression is complete,
 * and the compressed file a partial name, so that the next start recognizes interrupted work.
 * Stateless.
 */
final class Compression {

  private static final String PARTIAL = ".part";
  private static final String PENDING = ".pending";
  private static final Pattern NAME = Pattern.compile("(.+)\\.-?\\d+" + Pattern.quote(PENDING));

  private Compression() {}

  /** Returns a unique name for a rolled file until it is compressed. */
  static Path pending(String rolled) {
    return Path.of(rolled + "." + System.nanoTime() + PENDING);
  }

  /** Compresses a pending file, then removes it. After a failure the pending file remains. */
  static void compress(Path pending, Path target) throws IOException {
    Path partial = Path.of(pending + PARTIAL);
    try {
      OwnerOnlyFiles.create(partial);
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(partial))) {
        Files.copy(pending, out);
      }
      Files.move(partial, target);
      Files.delete(pending);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Returns the compressed file of a pending file. */
  static Path target(Path pending) {
    Matcher name = NAME.matcher(pending.toString());
    if (!name.matches()) {
      throw new IllegalArgumentException("pending must be the name of a pending file");
    }
    return Path.of(name.group(1) + ".gz");
  }

  /**
   * Returns the pending files of a pattern and removes partial ones. No process may be writing to
   * the pattern's files.
   */
  static List<Path> pendingFiles(String fileNamePattern) throws IOException {
    int prefixLength = fileNamePattern.indexOf('%');
    List<Path> rolled = prefixLength < 0 ? List.of() : rolled(fileNamePattern, prefixLength);
    for (Path partial : rolled) {
      if (partial.toString().endsWith(PENDING + PARTIAL)) {
        Files.deleteIfExists(partial);
      }
    }
    return rolled.stream().filter(file -> NAME.matcher(file.toString()).matches()).toList();
  }

  /** Returns the files whose name starts as the pattern does before its first conversion. */
  private static List<Path> rolled(String pattern, int prefixLength) throws IOException {
    Path sample = Path.of(pattern.substring(0, prefixLength) + "x");
    String prefix = sample.toString().substring(0, sample.toString().length() - 1);
    Path directory = Objects.requireNonNullElse(sample.getParent(), Path.of(""));
    int depth = 1 + (int) pattern.chars().skip(prefixLength).filter(c -> c == '/').count();
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory, depth)) {
      return files.filter(file -> file.toString().startsWith(prefix)).toList();
    }
  }
}
