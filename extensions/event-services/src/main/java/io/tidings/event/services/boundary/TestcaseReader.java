package io.tidings.event.services.boundary;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.PlatformEmitter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Boundary through which requests read test cases.
 *
 * @param <T> the type of a test case
 * @param <Q> the type of a query
 */
public final class TestcaseReader<T, Q> extends ItemReader<T, Q> {

  /** Creates a reader without a bus. */
  public TestcaseReader(
      ItemSource<T, Q> source, Function<? super T, ? extends @Nullable String> id) {
    this(source, id, ServiceOptions.defaults());
  }

  /**
   * Creates a reader.
   *
   * @param source the test cases
   * @param id returns the id of a test case as text
   */
  public TestcaseReader(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      ServiceOptions options) {
    this(source, id, new PlatformEmitter(options.events()));
  }

  private TestcaseReader(
      ItemSource<T, Q> source,
      Function<? super T, ? extends @Nullable String> id,
      PlatformEmitter events) {
    super(source, id, events::testcaseFetched, events::testcaseQueried);
  }
}
