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
 * Compresses files that were rolled. A file is put aside first, compressed under another name, and
 * given its own when it is complete, so that a process that ends in the middle leaves what can be
 * told from the rest. Stateless.
 */
final class Compression {

  private static final String PART = ".part";
  private static final String ASIDE = ".aside";
  private static final Pattern NAME = Pattern.compile("(.+)\\.-?\\d+" + Pattern.quote(ASIDE));

  private Compression() {}

  /** Returns where a file is put that is to be compressed. */
  static Path aside(String rolled) {
    return Path.of(rolled + "." + System.nanoTime() + ASIDE);
  }

  /** Compresses a file that was put aside, and removes it; if that fails it stays, and no more. */
  static void compress(Path aside, Path target) throws IOException {
    Path part = Path.of(aside + PART);
    try {
      OwnerOnlyFiles.create(part);
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
        Files.copy(aside, out);
      }
      Files.move(part, target);
      Files.delete(aside);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Returns where what was put aside belongs to. */
  static Path target(Path aside) {
    Matcher name = NAME.matcher(aside.toString());
    if (!name.matches()) {
      throw new IllegalArgumentException("aside must be the name of a file put aside");
    }
    return Path.of(name.group(1) + ".gz");
  }

  /**
   * Returns what has been put aside and not compressed, and removes what has been compressed in
   * part. Only for a pattern whose files no process is writing.
   */
  static List<Path> leftOver(String fileNamePattern) throws IOException {
    int fixed = fileNamePattern.indexOf('%');
    List<Path> rolled = fixed < 0 ? List.of() : rolled(fileNamePattern, fixed);
    for (Path part : rolled) {
      if (part.toString().endsWith(ASIDE + PART)) {
        Files.deleteIfExists(part);
      }
    }
    return rolled.stream().filter(file -> NAME.matcher(file.toString()).matches()).toList();
  }

  /** Returns what is called as the pattern up to its first conversion. */
  private static List<Path> rolled(String pattern, int fixed) throws IOException {
    Path sample = Path.of(pattern.substring(0, fixed) + "x");
    String begin = sample.toString().substring(0, sample.toString().length() - 1);
    Path folder = Objects.requireNonNullElse(sample.getParent(), Path.of(""));
    int depth = 1 + (int) pattern.chars().skip(fixed).filter(c -> c == '/').count();
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().startsWith(begin)).toList();
    }
  }
}
