package io.tidings.event.cli.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in words for a person. */
public final class ErrorMessages {

  private ErrorMessages() {}

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

  /** Returns what went wrong, with the name of the file where there is one. */
  public static String named(Exception failure) {
    String file = failure instanceof FileSystemException fault ? fault.getFile() : null;
    return file == null ? reason(failure) : file + ": " + reason(failure);
  }
}
