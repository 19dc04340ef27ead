package io.tidings.event.services.revision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.HostIds;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service whose revisions have values by keys, which can be changed key by key.
 *
 * @param <V> the values, immutable
 */
public abstract sealed class KeyedRevisionService<V> extends RevisionService<Map<String, V>>
    permits TestsetService, EnvironmentService {

  /** How often a delta is tried again when others commit at the same time. */
  static final int ATTEMPTS = 100;

  /** How many revisions are read at first to find one with data. */
  private static final int FIRST_LOOK = 16;

  KeyedRevisionService(
      RevisionStore<Map<String, V>> store, ServiceOptions options, RevisionDomain domain) {
    super(store, options, domain);
  }

  /**
   * Commits what becomes of the newest data of a variant when some keys are set and others removed:
   * one commit, one event, which tells the result (EMI-08). The newest data is that of the newest
   * revision that has any (EMI-09); a variant without any begins empty. Deltas at the same time are
   * all applied, one after the other, if the store tells versions.
   *
   * @return the revision, or null if there is no such variant or the store stored nothing
   * @throws RevisionConflictException if others commit so often that this never gets its turn
   * @throws IllegalStateException if none of the variant's revisions has data and the store does
   *     not have all of them any more
   */
  public final @Nullable Revision<Map<String, V>> commitDelta(
      Author author, String variantId, Delta<V> delta) {
    requireNonNull(delta, "delta");
    for (int attempt = 1; ; attempt++) {
      Revision<Map<String, V>> newest = newest(author.projectId(), variant(variantId));
      if (newest == null) {
        return null;
      }
      try {
        return commit(author, variantId, resolved(author.projectId(), variantId, newest, delta));
      } catch (RevisionConflictException overtaken) {
        if (attempt == ATTEMPTS) {
          throw overtaken;
        }
      }
    }
  }

  private Draft<Map<String, V>> resolved(
      String projectId, String variantId, Revision<Map<String, V>> newest, Delta<V> delta) {
    Map<String, V> newestData = newest.data();
    Map<String, V> base = newestData != null ? newestData : base(projectId, variantId);
    return new Draft<>(
        delta.applied(base), delta.message(), newest.reference().revision().version());
  }

  /** Looks at more and more of the newest revisions, so that seldom all have to be read. */
  private Map<String, V> base(String projectId, String variantId) {
    for (int limit = FIRST_LOOK; ; limit = Math.multiplyExact(limit, 4)) {
      List<Revision<Map<String, V>>> found = find(projectId, variant(variantId), limit);
      for (Revision<Map<String, V>> revision : found) {
        Map<String, V> data = revision.data();
        if (data != null) {
          return data;
        }
      }
      if (found.size() < limit) {
        return requireWhole(found);
      }
    }
  }

  /** That there never was any data is known only if nothing is missing. */
  private Map<String, V> requireWhole(List<Revision<Map<String, V>>> all) {
    Long version = all.isEmpty() ? null : all.get(0).reference().revision().version();
    if (version != null && all.size() < version) {
      throw new IllegalStateException(
          "none of the %s revisions up to version %s has data, and others are missing; commit the full data"
              .formatted(all.size(), version));
    }
    return Map.of();
  }

  @Override
  Map<String, V> checked(Map<String, V> data) {
    return KeyedData.copy(data);
  }

  private RevisionReference variant(String variantId) {
    HostIds.require(variantId, "variantId");
    return RevisionReference.of(domain()).withVariant(Identity.of(variantId));
  }
}
