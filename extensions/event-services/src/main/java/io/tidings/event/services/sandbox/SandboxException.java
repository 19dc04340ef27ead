package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * Thrown when a sandbox cannot accept a file or path: a symbolic link, a special file, a path
 * outside of it, or a file that was changed meanwhile. The message names the problem and the path.
 */
public final class SandboxException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  SandboxException(String problem, Path path) {
    super(problem + ": " + path);
  }
}
