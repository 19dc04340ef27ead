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
 * Revision service for data that maps keys to values and can be changed key by key. Thread-safe if
 * its store is.
 *
 * @param <V> the type of the values, immutable
 */
public abstract sealed class KeyedRevisionService<V> extends RevisionService<Map<String, V>>
    permits TestsetService, EnvironmentService {

  /** The maximum number of attempts to commit a delta when other commits conflict. */
  static final int ATTEMPTS = 100;

  /** The number of revisions read at first when searching for one with data. */
  private static final int INITIAL_LIMIT = 16;

  KeyedRevisionService(
      RevisionStore<Map<String, V>> store, ServiceOptions options, RevisionDomain domain) {
    super(store, options, domain);
  }

  /**
   * Commits the newest data of a variant with some keys set and others removed, in one commit with
   * one event, which carries the result. The base is the data of the newest revision that has any;
   * a variant without data starts empty. Concurrent deltas are all applied, one after the other, if
   * the store reports versions: a conflict is retried up to 100 times.
   *
   * @param author on whose behalf, not null
   * @param variantId the id of the variant
   * @param delta the change, not null
   * @return the new revision, or null if the variant does not exist or the store stored nothing
   * @throws RevisionConflictException if the last attempt conflicts as well
   * @throws IllegalStateException if no stored revision of the variant has data and older revisions
   *     are missing from the store
   * @contract EMI-08, EMI-09
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
        return commit(author, variantId, resolve(author.projectId(), variantId, newest, delta));
      } catch (RevisionConflictException conflict) {
        if (attempt == ATTEMPTS) {
          throw conflict;
        }
      }
    }
  }

  private Draft<Map<String, V>> resolve(
      String projectId, String variantId, Revision<Map<String, V>> newest, Delta<V> delta) {
    Map<String, V> newestData = newest.data();
    Map<String, V> base = newestData != null ? newestData : baseData(projectId, variantId);
    return new Draft<>(
        delta.applyTo(base), delta.message(), newest.reference().revision().version());
  }

  /**
   * Searches the newest revisions for data in growing steps, so that all of them are rarely read.
   */
  private Map<String, V> baseData(String projectId, String variantId) {
    for (int limit = INITIAL_LIMIT; ; limit = Math.multiplyExact(limit, 4)) {
      List<Revision<Map<String, V>>> found = find(projectId, variant(variantId), limit);
      for (Revision<Map<String, V>> revision : found) {
        Map<String, V> data = revision.data();
        if (data != null) {
          return data;
        }
      }
      if (found.size() < limit) {
        return requireComplete(found);
      }
    }
  }

  /** Returns no data if every revision of the variant was read and none has any. */
  private Map<String, V> requireComplete(List<Revision<Map<String, V>>> all) {
    Long version = all.isEmpty() ? null : all.get(0).reference().revision().version();
    if (version != null && all.size() < version) {
      throw new IllegalStateException(
          "none of the %s revisions up to version %s has data, and others are missing; commit the full data"
              .formatted(all.size(), version));
    }
    return Map.of();
  }

  @Override
  Map<String, V> validate(Map<String, V> data) {
    return KeyedData.copy(data);
  }

  private RevisionReference variant(String variantId) {
    HostIds.require(variantId, "variantId");
    return RevisionReference.of(domain()).withVariant(Identity.of(variantId));
  }
}
