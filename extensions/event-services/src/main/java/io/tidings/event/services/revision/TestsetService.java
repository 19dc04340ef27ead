package io.tidings.event.services.revision;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.RevisionDomain;
import java.util.Map;

/**
 * Service for revisions of testsets, which map keys to test cases. Its events carry neither the
 * test cases nor their number. Thread-safe if its store is.
 *
 * @param <V> the type of a test case, immutable
 */
public final class TestsetService<V> extends KeyedRevisionService<V> {

  /** Creates a service without a bus. */
  public TestsetService(RevisionStore<Map<String, V>> store) {
    this(store, ServiceOptions.defaults());
  }

  /** Creates a service. */
  public TestsetService(RevisionStore<Map<String, V>> store, ServiceOptions options) {
    super(store, options, RevisionDomain.TESTSETS);
  }
}
