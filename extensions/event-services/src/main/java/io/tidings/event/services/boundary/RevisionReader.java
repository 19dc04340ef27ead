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
 * Boundary through which requests read the revisions of one domain. Each call emits one event on
 * the calling thread when the result is available; none if nothing was found, the store threw, or
 * project or user is unknown. The user comes from the ambient scope, then from the host's scope
 * source. The project is the one that was read from; if the scope names another one, nothing is
 * emitted.
 *
 * <pre>{@code
 * RevisionReader<Prompt> reader =
 *     new RevisionReader<>(applications, ServiceOptions.of(bus))
 *         .cached(10_000, Duration.ofMinutes(1));
 * try (var opened = scope.open()) {
 *   return reader.retrieve("apollo", reference);
 * }
 * }</pre>
 *
 * <p>Thread-safe if the service's store is. Arguments must not be null.
 *
 * @param <D> the type of the data
 * @contract AGR-04, AGR-05, SCO-06
 */
public final class RevisionReader<D> {

  private final RevisionService<D> service;
  private final PlatformEmitter events;
  private final RevisionCache<D> cache;

  /** Creates a reader without a bus and without a cache. */
  public RevisionReader(RevisionService<D> service) {
    this(service, ServiceOptions.defaults());
  }

  /** Creates a reader without a cache. */
  public RevisionReader(RevisionService<D> service, ServiceOptions options) {
    this(
        requireNonNull(service, "service"),
        new PlatformEmitter(options.events()),
        RevisionCache.none());
  }

  private RevisionReader(
      RevisionService<D> service, PlatformEmitter events, RevisionCache<D> cache) {
    this.service = service;
    this.events = events;
    this.cache = cache;
  }

  /**
   * Returns this reader with a cache for {@link #retrieve}. Only references that identify one
   * revision, by its id or by the variant's id and a version, are cached. A revision never changes,
   * so they need no invalidation. All other references are read from the store.
   *
   * @param maximumSize the maximum number of cached revisions, positive
   * @param expiry the maximum time in the cache, positive; deletions and renames in the store take
   *     effect after at most this time
   * @throws IllegalArgumentException if an argument is not positive
   */
  public RevisionReader<D> cached(int maximumSize, Duration expiry) {
    return new RevisionReader<>(service, events, RevisionCache.of(maximumSize, expiry));
  }

  /**
   * Returns the newest revision that a reference matches, or null if there is none.
   *
   * @throws IllegalArgumentException if the reference is of another domain
   */
  public @Nullable Revision<D> retrieve(String projectId, RevisionReference reference) {
    Revision<D> found = cache.get(projectId, reference, service::newest);
    return emit(RevisionAction.RETRIEVE, projectId, found);
  }

  /** Returns the revision with the id, or null if there is none. */
  public @Nullable Revision<D> fetch(String projectId, String revisionId) {
    return emit(RevisionAction.FETCH, projectId, service.get(projectId, revisionId));
  }

  /**
   * Returns the revisions that match a pattern, newest first.
   *
   * @param limit the maximum number of revisions, positive
   * @throws IllegalArgumentException if the limit is not positive or the pattern is of another
   *     domain
   */
  public List<Revision<D>> query(String projectId, RevisionReference pattern, int limit) {
    return emit(RevisionAction.QUERY, projectId, service.find(projectId, pattern, limit));
  }

  /**
   * Returns the history of a variant, newest first.
   *
   * @param limit the maximum number of revisions, positive
   * @throws IllegalArgumentException if the limit is not positive
   */
  public List<Revision<D>> log(String projectId, String variantId, int limit) {
    RevisionReference variant =
        RevisionReference.of(service.domain()).withVariant(Identity.of(variantId));
    return emit(RevisionAction.LOG, projectId, service.find(projectId, variant, limit));
  }

  /**
   * Returns the variants that match, each once. Emits nothing.
   *
   * @throws IllegalArgumentException if the pattern is of another domain
   * @contract AGR-22
   */
  public List<RevisionReference> variants(String projectId, RevisionReference pattern) {
    return service.variants(projectId, pattern);
  }

  /**
   * Returns the artifacts that match, each once; all other parts of the references are absent.
   * Emits nothing.
   *
   * @throws IllegalArgumentException if the pattern is of another domain
   * @contract AGR-22
   */
  public List<RevisionReference> artifacts(String projectId, RevisionReference pattern) {
    return service.variants(projectId, pattern).stream()
        .map(variant -> variant.withVariant(Identity.none()))
        .distinct()
        .toList();
  }

  private @Nullable Revision<D> emit(
      RevisionAction action, String projectId, @Nullable Revision<D> found) {
    events.revision(notice(action, projectId).revision(found == null ? null : found.reference()));
    return found;
  }

  private List<Revision<D>> emit(RevisionAction action, String projectId, List<Revision<D>> found) {
    events.revision(notice(action, projectId).revisions(found, Revision::reference));
    return found;
  }

  private RevisionNotice notice(RevisionAction action, String projectId) {
    return RevisionNotice.of(service.domain(), action).scope(TextScope.of(projectId, null));
  }
}
