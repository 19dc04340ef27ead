package io.tidings.event.services.revision;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the revisions of one domain are kept: artifacts, each with variants, each a line of
 * revisions with versions 1, 2, 3 and so on.
 *
 * <p>The writing methods are atomic: of commits to one variant at once each gets a version of its
 * own, and none is left out. What they return is durable; a service emits right after. They return
 * null if nothing was stored, and throw if the store fails. A project never sees another's
 * revisions.
 *
 * <p>Implementations must be thread-safe. A host's own may know a revision only in part; what it
 * does not know is {@link io.tidings.event.services.platform.Identity#none() absent} from its
 * reference.
 *
 * @param <D> the data of a revision, immutable
 */
public interface RevisionStore<D> {

  /**
   * Returns a store in memory. It is thread-safe, bounded by nothing but memory, and gone with the
   * process.
   */
  static <D> RevisionStore<D> inMemory(RevisionDomain domain) {
    return inMemory(domain, ServiceOptions.defaults());
  }

  /** Like {@link #inMemory(RevisionDomain)}, with a clock and ids of the host's. */
  static <D> RevisionStore<D> inMemory(RevisionDomain domain, ServiceOptions options) {
    return new InMemoryRevisionStore<>(domain, options);
  }

  /**
   * Stores an artifact, its first variant and that variant's first revision.
   *
   * @param slug of the artifact, taken by no other in the project
   * @param variantSlug of the variant
   * @return the revision, or null if nothing was stored
   * @throws RevisionConflictException if the slug is taken
   */
  @Nullable Revision<D> create(Author author, String slug, String variantSlug, Draft<D> draft);

  /**
   * Stores a variant of the artifact that {@code source} belongs to, and its first revision.
   *
   * @param variantSlug of the variant, taken by no other of the artifact
   * @return the revision, or null if nothing was stored
   * @throws RevisionConflictException if the slug is taken
   */
  @Nullable Revision<D> fork(
      Author author, RevisionReference source, String variantSlug, Draft<D> draft);

  /**
   * Stores the next revision of a variant.
   *
   * @return the revision, or null if nothing was stored, as where there is no such variant
   * @throws RevisionConflictException if the draft names a base that is not the newest version
   */
  @Nullable Revision<D> append(Author author, String variantId, Draft<D> draft);

  /**
   * Returns the revisions that match a pattern, the newest first.
   *
   * @param limit how many at most, positive
   */
  List<Revision<D>> find(String projectId, RevisionReference pattern, int limit);

  /** Returns the variants that match a pattern, each once, without a revision. */
  List<RevisionReference> variants(String projectId, RevisionReference pattern);
}
