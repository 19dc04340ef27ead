package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A host's clock, or source of ids, scopes or traces, with a fallback for its failures. Logs the
 * first failure only. Thread-safe if the source is.
 *
 * @contract FLT-06, CTX-06
 */
final class FallbackSource<T extends @Nullable Object> {

  private static final Logger LOG = LoggerFactory.getLogger(EventFactory.class);

  private final String name;
  private final Supplier<T> source;
  private final UnaryOperator<T> check;
  private final Supplier<T> fallback;
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Creates a source whose values {@code check} returns, or rejects by throwing. */
  FallbackSource(String name, Supplier<T> source, UnaryOperator<T> check, Supplier<T> fallback) {
    this.name = name;
    this.source = source;
    this.check = check;
    this.fallback = fallback;
  }

  T get() {
    long mark = ThreadState.mark();
    try {
      return check.apply(source.get());
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (warned.compareAndSet(false, true)) {
        SafeLog.warn(
            LOG, name + " failed; using the default (further failures are not logged)", failure);
      }
      return fallback.get();
    } finally {
      ThreadState.discardSince(mark);
    }
  }
}
