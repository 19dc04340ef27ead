package io.tidings.samples.demo.steps;

import java.io.Serial;

/** Nobody wants the rest of the script any more. */
public final class ScriptStoppedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  ScriptStoppedException() {
    super("the run was stopped");
  }
}
