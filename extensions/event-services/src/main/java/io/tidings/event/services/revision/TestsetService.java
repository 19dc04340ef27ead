package io.tidings.event.services.revision;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.RevisionDomain;
import java.util.Map;

/**
 * Commits revisions of testsets: test cases by their keys. Its events tell neither the test cases
 * nor how many there are.
 *
 * @param <V> a test case, immutable
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
