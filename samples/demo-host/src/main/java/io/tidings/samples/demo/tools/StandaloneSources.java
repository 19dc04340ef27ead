package io.tidings.samples.demo.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Selection of Java sources that may compile alone. */
final class StandaloneSources {

  private static final int LONGEST = 1 << 16;
  private static final Pattern FOREIGN_IMPORT =
      Pattern.compile("^import (?:static )?(?!java\\.)", Pattern.MULTILINE);
  private static final Set<String> NO_CLASSES = Set.of("module-info.java", "package-info.java");

  private StandaloneSources() {}

  /** Returns whether a file is a short Java source that imports only {@code java.*}. */
  static boolean isStandalone(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".java") && !NO_CLASSES.contains(name) && importsNothingElse(file);
  }

  private static boolean importsNothingElse(Path file) {
    try {
      return Files.size(file) <= LONGEST
          && !FOREIGN_IMPORT
              .matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
              .find();
    } catch (IOException unreadable) {
      return false;
    }
  }
}
