package io.tidings.event.cli.demo;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What went wrong with a file, in words for an event and for a person. */
public final class Faults {

  private static final int LONGEST = 1_000;

  private Faults() {}

  /**
   * Returns what went wrong without the file's name.
   *
   * @param failure what was thrown
   * @return the reason, as it was told
   */
  public static String reason(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String told =
        failure instanceof FileSystemException fault ? fault.getReason() : failure.getMessage();
    return told == null || told.isBlank() ? failure.getClass().getSimpleName() : told;
  }

  /** Returns the details error_type and error_message. */
  static Map<String, Object> details(Exception failure) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("error_type", failure.getClass().getSimpleName());
    String reason = reason(failure);
    details.put("error_message", reason.substring(0, Math.min(reason.length(), LONGEST)));
    return details;
  }
}
