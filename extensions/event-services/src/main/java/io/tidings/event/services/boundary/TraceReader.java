package io.tidings.event.services.boundary;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.PlatformEmitter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Boundary through which requests read traces.
 *
 * @param <T> the type of a trace
 * @param <Q> the type of a query
 */
public final class TraceReader<T, Q> extends ItemReader<T, Q> {

  /** Creates a reader without a bus. */
  public TraceReader(ItemSource<T, Q> source, Function<? super T, ? extends @Nullable String> id) {
    this(source, id, ServiceOptions.defaults());
  }

  /**
   * Creates a reader.
   *
   * @param source the traces
   * @param id returns the id of a trace as text
   */
  public TraceReader(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      ServiceOptions options) {
    this(source, id, new PlatformEmitter(options.events()));
  }

  private TraceReader(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      PlatformEmitter events) {
    super(source, id, events::traceFetched, events::traceQueried);
  }
}
