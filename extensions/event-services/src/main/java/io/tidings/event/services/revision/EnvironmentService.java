package io.tidings.event.services.revision;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.SafeLog;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Service for revisions of environments, which map keys to deployed revisions. Its events carry the
 * state and the difference from the previous revision. If the store throws while that revision is
 * read, the event has no difference and the failure is logged at WARN. Thread-safe if its store is.
 *
 * @contract AGR-12, EMI-07
 */
public final class EnvironmentService extends KeyedRevisionService<RevisionReference> {

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentService.class);

  /** The maximum number of keys, chosen so that state and difference fit into one event. */
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
   * Deploys a revision under a key by committing a delta that sets the key.
   *
   * @param author on whose behalf, not null
   * @param variantId the id of the environment's variant
   * @param key the key to set, 1 to 128 characters without control characters
   * @param revision the revision to deploy; must name an id, a slug or a version of the revision
   * @param message why, or null
   * @return the environment's new revision, or null if the variant does not exist or the store
   *     stored nothing
   * @throws IllegalArgumentException if {@code revision} identifies no revision, or the environment
   *     would have more than {@value #MAX_KEYS} keys
   * @throws RevisionConflictException as in {@link #commitDelta}
   */
  public @Nullable Revision<Map<String, RevisionReference>> deploy(
      Author author,
      String variantId,
      String key,
      RevisionReference revision,
      @Nullable String message) {
    if (revision.revision().isNone()) {
      throw new IllegalArgumentException(
          "revision must identify a revision; set its id, slug or version");
    }
    return commitDelta(author, variantId, Delta.set(key, revision).withMessage(message));
  }

  @Override
  Map<String, RevisionReference> validate(Map<String, RevisionReference> data) {
    if (data.size() > MAX_KEYS) {
      throw new IllegalArgumentException(
          "an environment can have at most %s keys, but this one has %s; use a second environment"
              .formatted(MAX_KEYS, data.size()));
    }
    return super.validate(data);
  }

  @Override
  Map<String, ?> extra(String projectId, Revision<Map<String, RevisionReference>> committed) {
    Map<String, RevisionReference> after = deployments(committed);
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("state", Map.of("references", references(after)));
    try {
      Map<String, RevisionReference> before = deployments(previous(projectId, committed));
      extra.put("diff", EnvironmentDiff.of(before, after));
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      SafeLog.warn(
          LOG,
          "Could not read the previous revision of an environment; emitting the commit without"
              + " diff",
          failure);
    }
    return extra;
  }

  private static Map<String, RevisionReference> deployments(
      @Nullable Revision<Map<String, RevisionReference>> revision) {
    Map<String, RevisionReference> data = revision == null ? null : revision.data();
    return data == null ? Map.of() : data;
  }

  private static Map<String, Object> references(Map<String, RevisionReference> deployed) {
    Map<String, Object> references = new LinkedHashMap<>();
    deployed.forEach((key, reference) -> references.put(key, reference.attributes()));
    return references;
  }
}
