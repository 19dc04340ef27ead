package io.tidings.event.meter;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/** What a host's meter, billing or cache has thrown, as the bus takes it. Stateless. */
final class Failures {

  private Failures() {}

  /**
   * Throws what nobody can go on after: an error of the machine. A stack that was too deep is none.
   */
  static void rethrowFatal(Throwable failure) {
    if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
      throw fatal;
    }
  }

  /** Tells of a failure, of one that cannot be read by its class alone. */
  static void tell(Logger log, Level level, Throwable failure, String text, Object... about) {
    rethrowFatal(failure);
    try {
      log.atLevel(level).setCause(failure).log(text, about);
    } catch (Throwable unreadable) {
      rethrowFatal(unreadable);
      tellClass(log, level, failure, text, about);
    }
  }

  private static void tellClass(
      Logger log, Level level, Throwable failure, String text, Object... about) {
    try {
      log.atLevel(level).addKeyValue("error_type", failure.getClass().getName()).log(text, about);
    } catch (Throwable untold) {
      rethrowFatal(untold);
    }
  }
}
