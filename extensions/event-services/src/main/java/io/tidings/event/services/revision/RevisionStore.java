package io.tidings.event.services.revision;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Storage for the revisions of one domain: artifacts with variants, each a line of revisions with
 * versions 1, 2, 3 and so on.
 *
 * <p>The writing methods are atomic: concurrent commits to one variant get different versions, and
 * none is lost. A returned revision is durable; a service emits right after. They return null if
 * nothing was stored, and throw if the store fails. Projects are isolated from each other.
 *
 * <p>Implementations must be thread-safe. A host's store may know a revision only in part; unknown
 * parts are {@link io.tidings.event.services.platform.Identity#none() absent} from its reference.
 *
 * @param <D> the type of the data, immutable
 */
public interface RevisionStore<D> {

  /** Returns a new store in memory. Thread-safe, unbounded, and lost with the process. */
  static <D> RevisionStore<D> inMemory(RevisionDomain domain) {
    return inMemory(domain, ServiceOptions.defaults());
  }

  /** Returns a new store in memory that uses the clock and ids of the options. */
  static <D> RevisionStore<D> inMemory(RevisionDomain domain, ServiceOptions options) {
    return new InMemoryRevisionStore<>(domain, options);
  }

  /**
   * Stores an artifact, its first variant and that variant's first revision.
   *
   * @param slug the slug of the artifact, unique in the project
   * @param variantSlug the slug of the variant
   * @return the revision, or null if nothing was stored
   * @throws RevisionConflictException if the slug is taken
   */
  @Nullable Revision<D> create(Author author, String slug, String variantSlug, Draft<D> draft);

  /**
   * Stores a variant of the artifact that {@code source} belongs to, and its first revision.
   *
   * @param variantSlug the slug of the variant, unique among the artifact's variants
   * @return the revision, or null if nothing was stored
   * @throws RevisionConflictException if the slug is taken
   */
  @Nullable Revision<D> fork(
      Author author, RevisionReference source, String variantSlug, Draft<D> draft);

  /**
   * Stores the next revision of a variant.
   *
   * @return the revision, or null if nothing was stored, for example because the variant does not
   *     exist
   * @throws RevisionConflictException if the draft has a base that is not the newest version
   */
  @Nullable Revision<D> append(Author author, String variantId, Draft<D> draft);

  /**
   * Returns the revisions that match a pattern, newest first.
   *
   * @param limit the maximum number of revisions, positive
   */
  List<Revision<D>> find(String projectId, RevisionReference pattern, int limit);

  /** Returns the variants that match a pattern, each once, without a revision. */
  List<RevisionReference> variants(String projectId, RevisionReference pattern);
}
