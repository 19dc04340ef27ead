package io.tidings.event.services.boundary;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.PlatformEmitter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How requests read test cases.
 *
 * @param <T> one of the test cases
 * @param <Q> what to look for
 */
public final class TestcaseReads<T, Q> extends ItemReads<T, Q> {

  /** Creates reads without a bus. */
  public TestcaseReads(
      ItemSource<T, Q> source, Function<? super T, ? extends @Nullable String> id) {
    this(source, id, ServiceOptions.defaults());
  }

  /**
   * Creates reads.
   *
   * @param source where they are
   * @param id gives the id of one, as text
   */
  public TestcaseReads(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      ServiceOptions options) {
    this(source, id, new PlatformEmitter(options.events()));
  }

  private TestcaseReads(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      PlatformEmitter events) {
    super(source, id, events::testcaseFetched, events::testcaseQueried);
  }
}
