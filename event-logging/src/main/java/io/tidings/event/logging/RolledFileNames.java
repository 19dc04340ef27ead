package io.tidings.event.logging;

import java.io.File;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * File name patterns that begin with the path of the active file. Logback reads that path as a part
 * of the pattern, and later as a regular expression. Stateless.
 */
final class RolledFileNames {

  /** Characters with a meaning in a pattern of logback or in a regular expression. */
  private static final Pattern SPECIAL = Pattern.compile("[%{}()\\[\\]+*?^$|\\\\]");

  private RolledFileNames() {}

  /**
   * Returns the pattern with an underscore for each special character in the name of the active
   * file; a pattern that does not begin with the path of that file is returned unchanged.
   *
   * @param pattern the pattern
   * @param activeFile the path of the active file, or null
   * @throws IllegalArgumentException if the directory contains a character that logback would read
   *     as a pattern
   */
  static String literal(String pattern, @Nullable String activeFile) {
    if (activeFile == null || !pattern.startsWith(activeFile)) {
      return pattern;
    }
    int name =
        Math.max(activeFile.lastIndexOf('/'), activeFile.lastIndexOf(File.separatorChar)) + 1;
    String directory = activeFile.substring(0, name);
    if (directory.indexOf('%') >= 0
        || (File.separatorChar == '/' && directory.indexOf('\\') >= 0)) {
      throw new IllegalArgumentException(
          "the directory of the audit file "
              + activeFile
              + " must not contain % or \\, which logback reads as a pattern; rename the directory"
              + " or name another one");
    }
    return directory
        + SPECIAL.matcher(activeFile.substring(name)).replaceAll("_")
        + pattern.substring(activeFile.length());
  }
}
