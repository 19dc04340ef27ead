package io.tidings.event.services.revision;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits revisions of environments: which revision is deployed under which key. Its events tell
 * the state and what has changed in it since the revision before (AGR-12). If the store fails to
 * give that one, the commit is told without the difference, and one WARN says why (EMI-07).
 */
public final class EnvironmentService extends KeyedRevisionService<RevisionReference> {

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentService.class);

  /** How many keys an environment may have: state and difference then fit into one event. */
  public static final int MAX_KEYS = 300;

  /** Creates a service without a bus. */
  public EnvironmentService(RevisionStore<Map<String, RevisionReference>> store) {
    this(store, ServiceOptions.defaults());
  }

  /** Creates a service. */
  public EnvironmentService(
      RevisionStore<Map<String, RevisionReference>> store, ServiceOptions options) {
    super(store, options, RevisionDomain.ENVIRONMENTS);
  }

  /**
   * Deploys a revision under a key: a delta that sets it.
   *
   * @param variantId of the environment
   * @param revision what to deploy
   * @param message why, or null
   * @return the environment's revision, or null if there is no such variant or the store stored
   *     nothing
   * @throws IllegalArgumentException if {@code revision} does not say which revision it is
   */
  public @Nullable Revision<Map<String, RevisionReference>> deploy(
      Author author,
      String variantId,
      String key,
      RevisionReference revision,
      @Nullable String message) {
    if (revision.revision().isNone()) {
      throw new IllegalArgumentException(
          "revision must say which one: give it an id, a slug or a version");
    }
    return commitDelta(author, variantId, Delta.set(key, revision).withMessage(message));
  }

  @Override
  Map<String, RevisionReference> checked(Map<String, RevisionReference> data) {
    if (data.size() > MAX_KEYS) {
      throw new IllegalArgumentException(
          "an environment has at most %s keys, but this has %s; use a second one"
              .formatted(MAX_KEYS, data.size()));
    }
    return super.checked(data);
  }

  @Override
  Map<String, ?> extra(String projectId, Revision<Map<String, RevisionReference>> committed) {
    Map<String, RevisionReference> after = deployed(committed);
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("state", Map.of("references", told(after)));
    try {
      Map<String, RevisionReference> before = deployed(previous(projectId, committed));
      extra.put("diff", EnvironmentDiff.of(before, after));
    } catch (RuntimeException failure) {
      LOG.warn(
          "A commit is told without its difference: the revision before was not read", failure);
    }
    return extra;
  }

  private static Map<String, RevisionReference> deployed(
      @Nullable Revision<Map<String, RevisionReference>> revision) {
    Map<String, RevisionReference> data = revision == null ? null : revision.data();
    return data == null ? Map.of() : data;
  }

  private static Map<String, Object> told(Map<String, RevisionReference> deployed) {
    Map<String, Object> told = new LinkedHashMap<>();
    deployed.forEach((key, reference) -> told.put(key, reference.attributes()));
    return told;
  }
}
