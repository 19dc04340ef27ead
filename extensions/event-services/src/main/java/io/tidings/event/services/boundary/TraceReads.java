package io.tidings.event.services.boundary;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.PlatformEmitter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How requests read traces.
 *
 * @param <T> one of the traces
 * @param <Q> what to look for
 */
public final class TraceReads<T, Q> extends ItemReads<T, Q> {

  /** Creates reads without a bus. */
  public TraceReads(ItemSource<T, Q> source, Function<? super T, ? extends @Nullable String> id) {
    this(source, id, ServiceOptions.defaults());
  }

  /**
   * Creates reads.
   *
   * @param source where they are
   * @param id gives the id of one, as text
   */
  public TraceReads(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      ServiceOptions options) {
    this(source, id, new PlatformEmitter(options.events()));
  }

  private TraceReads(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      PlatformEmitter events) {
    super(source, id, events::traceFetched, events::traceQueried);
  }
}
