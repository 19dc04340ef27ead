package io.tidings.event.cli.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Failures of file access, and errors of the machine, as text. */
public final class ErrorMessages {

  private ErrorMessages() {}

  /** Returns the reason of an error, with a remedy if the memory does not suffice. */
  public static String reason(Error error) {
    if (error instanceof OutOfMemoryError) {
      return "the events do not fit into memory; read fewer with --limit, or allow more memory with"
          + " -Xmx, such as TIDINGS_JAVA_OPTS=-Xmx1g ("
          + error.getMessage()
          + ")";
    }
    String message = error.getMessage();
    String type = error.getClass().getSimpleName();
    return message == null || message.isBlank() ? type : type + ": " + message;
  }

  /**
   * Returns the reason without the name of the file.
   *
   * @param failure the failure
   * @return the reason; the name of the exception class if it has no message
   */
  public static String reason(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message =
        failure instanceof FileSystemException fault ? fault.getReason() : failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  /** Returns the reason, preceded by the name of the file if the failure has one. */
  public static String withFile(Exception failure) {
    String file = failure instanceof FileSystemException fault ? fault.getFile() : null;
    return file == null ? reason(failure) : file + ": " + reason(failure);
  }
}
