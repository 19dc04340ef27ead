package io.tidings.samples.demo.steps;

import java.io.Serial;

/** Signals that the script was stopped before its end. */
public final class ScriptStoppedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  ScriptStoppedException() {
    super("the run was stopped");
  }
}
