package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A file or path that a sandbox does not take. */
public final class SandboxException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  SandboxException(String what, Path path) {
    super(what + ": " + path);
  }
}
