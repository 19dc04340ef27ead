package io.tidings.event.services.boundary;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.PlatformEmitter;
import io.tidings.event.services.platform.RevisionAction;
import io.tidings.event.services.platform.RevisionNotice;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.platform.TextScope;
import io.tidings.event.services.revision.Revision;
import io.tidings.event.services.revision.RevisionService;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How requests read the revisions of one domain. Each call emits one event, when the result is
 * there; none if nothing was found (AGR-04), if the store threw, or if project or user is not known
 * (AGR-05). Who reads is taken from the ambient scope, then from the host's scope source (SCO-06);
 * the project is the one that was read from, and where the scope speaks of another, nothing is
 * emitted.
 *
 * <pre>{@code
 * RevisionReads<Prompt> reads =
 *     new RevisionReads<>(applications, ServiceOptions.of(bus))
 *         .cached(10_000, Duration.ofMinutes(1));
 * try (var opened = scope.open()) {
 *   return reads.retrieve("apollo", reference);
 * }
 * }</pre>
 *
 * <p>Thread-safe if the service's store is. Arguments are not null.
 *
 * @param <D> the data of a revision
 */
public final class RevisionReads<D> {

  private final RevisionService<D> service;
  private final PlatformEmitter events;
  private final RevisionCache<D> cache;

  /** Creates reads without a bus. */
  public RevisionReads(RevisionService<D> service) {
    this(service, ServiceOptions.defaults());
  }

  /** Creates reads without a cache. */
  public RevisionReads(RevisionService<D> service, ServiceOptions options) {
    this(
        requireNonNull(service, "service"),
        new PlatformEmitter(options.events()),
        RevisionCache.none());
  }

  private RevisionReads(
      RevisionService<D> service, PlatformEmitter events, RevisionCache<D> cache) {
    this.service = service;
    this.events = events;
    this.cache = cache;
  }

  /**
   * Returns the same reads with a cache for {@link #retrieve}. Only references that say which
   * revision is meant, by its id, or by the variant's id and a version, are answered from it: a
   * revision never changes, so they need no invalidation. Everything else is asked of the store.
   *
   * @param maximumSize how many revisions it keeps, positive
   * @param expiry how long a revision is kept at most, positive: after that, what the store has
   *     deleted or renamed is seen
   */
  public RevisionReads<D> cached(int maximumSize, Duration expiry) {
    return new RevisionReads<>(service, events, RevisionCache.of(maximumSize, expiry));
  }

  /** Returns the newest revision that a reference matches, or null if there is none. */
  public @Nullable Revision<D> retrieve(String projectId, RevisionReference reference) {
    Revision<D> found = cache.get(projectId, reference, service::newest);
    return emitted(RevisionAction.RETRIEVE, projectId, found);
  }

  /** Returns the revision with the id, or null if there is none. */
  public @Nullable Revision<D> fetch(String projectId, String revisionId) {
    return emitted(RevisionAction.FETCH, projectId, service.get(projectId, revisionId));
  }

  /**
   * Returns the revisions that match a pattern, the newest first.
   *
   * @param limit how many at most, positive
   */
  public List<Revision<D>> query(String projectId, RevisionReference pattern, int limit) {
    return emitted(RevisionAction.QUERY, projectId, service.find(projectId, pattern, limit));
  }

  /**
   * Returns the history of a variant, the newest first.
   *
   * @param limit how many at most, positive
   */
  public List<Revision<D>> log(String projectId, String variantId, int limit) {
    RevisionReference variant =
        RevisionReference.of(service.domain()).withVariant(Identity.of(variantId));
    return emitted(RevisionAction.LOG, projectId, service.find(projectId, variant, limit));
  }

  /** Returns the variants that match, each once. Emits nothing (AGR-22). */
  public List<RevisionReference> variants(String projectId, RevisionReference pattern) {
    return service.variants(projectId, pattern);
  }

  /** Returns the artifacts that match, each once, with nothing known but that. Emits nothing. */
  public List<RevisionReference> artifacts(String projectId, RevisionReference pattern) {
    return service.variants(projectId, pattern).stream()
        .map(variant -> variant.withVariant(Identity.none()))
        .distinct()
        .toList();
  }

  private @Nullable Revision<D> emitted(
      RevisionAction action, String projectId, @Nullable Revision<D> found) {
    events.revision(notice(action, projectId).revision(found == null ? null : found.reference()));
    return found;
  }

  private List<Revision<D>> emitted(
      RevisionAction action, String projectId, List<Revision<D>> found) {
    events.revision(notice(action, projectId).revisions(found, Revision::reference));
    return found;
  }

  private RevisionNotice notice(RevisionAction action, String projectId) {
    return RevisionNotice.of(service.domain(), action).scope(TextScope.of(projectId, null));
  }
}
