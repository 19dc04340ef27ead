package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A host's source of something every event needs, with a stand-in for when it fails (FLT-06). Warns
 * the first time only: a source that fails will mostly fail for every event. Thread-safe if the
 * source is.
 */
final class GuardedSource<T> {

  private static final Logger LOG = LoggerFactory.getLogger(EventFactory.class);

  private final String name;
  private final Supplier<T> source;
  private final UnaryOperator<T> check;
  private final Supplier<T> standIn;
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Takes a source whose values {@code check} returns or refuses by throwing. */
  GuardedSource(String name, Supplier<T> source, UnaryOperator<T> check, Supplier<T> standIn) {
    this.name = name;
    this.source = source;
    this.check = check;
    this.standIn = standIn;
  }

  T get() {
    try {
      return check.apply(source.get());
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (warned.compareAndSet(false, true)) {
        SafeLog.warn(
            LOG, "The " + name + " failed; a default stands in, from now on silently", failure);
      }
      return standIn.get();
    }
  }
}
