package io.tidings.event.services.revision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.HostIds;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.PlatformEmitter;
import io.tidings.event.services.platform.RevisionAction;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionNotice;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.platform.TextScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Service that commits revisions of applications, queries or evaluators, and reads them without
 * emitting. {@link TestsetService} and {@link EnvironmentService} do so for the other two domains.
 *
 * <pre>{@code
 * RevisionService<Prompt> applications =
 *     new RevisionService<>(
 *         RevisionDomain.APPLICATIONS,
 *         RevisionStore.inMemory(RevisionDomain.APPLICATIONS),
 *         ServiceOptions.of(bus));
 * Revision<Prompt> first =
 *     applications.create(new Author("apollo", "margaret"), "guidance", Draft.of(prompt));
 * }</pre>
 *
 * <p>Every operation that commits emits one event for each revision that the store returned, on the
 * calling thread, and none if the store stored nothing or threw. Reads emit nothing; a host's
 * boundary reads through {@link io.tidings.event.services.boundary.RevisionReader}. A service that
 * delegates its commits to another one creates that one without a bus.
 *
 * <p>Stateless. Thread-safe if its store is. Exceptions of the store propagate unchanged; arguments
 * must not be null unless stated otherwise.
 *
 * @param <D> the type of the data, immutable
 * @contract EMI-05, EMI-07, EMI-11
 */
public sealed class RevisionService<D> permits KeyedRevisionService {

  /** The slug of the variant that {@link #create} creates and {@link #edit} commits to. */
  public static final String DEFAULT_VARIANT = "default";

  private final RevisionDomain domain;
  private final RevisionStore<D> store;
  private final PlatformEmitter events;

  /**
   * Creates a service without a bus.
   *
   * @throws IllegalArgumentException if the domain has a service of its own
   */
  public RevisionService(RevisionDomain domain, RevisionStore<D> store) {
    this(domain, store, ServiceOptions.defaults());
  }

  /**
   * Creates a service.
   *
   * @param domain applications, queries or evaluators
   * @throws IllegalArgumentException if the domain has a service of its own
   */
  public RevisionService(RevisionDomain domain, RevisionStore<D> store, ServiceOptions options) {
    this(store, options, requireGeneric(domain));
  }

  RevisionService(RevisionStore<D> store, ServiceOptions options, RevisionDomain domain) {
    this.domain = domain;
    this.store = requireNonNull(store, "store");
    this.events = new PlatformEmitter(requireNonNull(options, "options").events());
  }

  private static RevisionDomain requireGeneric(RevisionDomain domain) {
    return switch (requireNonNull(domain, "domain")) {
      case APPLICATIONS, QUERIES, EVALUATORS -> domain;
      case TESTSETS -> throw new IllegalArgumentException("domain: use TestsetService");
      case ENVIRONMENTS -> throw new IllegalArgumentException("domain: use EnvironmentService");
    };
  }

  /** Returns the domain of the revisions. */
  public final RevisionDomain domain() {
    return domain;
  }

  /**
   * Commits the next revision of a variant.
   *
   * @return the revision, or null if the store stored nothing, for example because the variant does
   *     not exist
   * @throws RevisionConflictException if the draft has a base that is not the newest version
   */
  public final @Nullable Revision<D> commit(Author author, String variantId, Draft<D> draft) {
    HostIds.require(variantId, "variantId");
    return emitCommit(author, store.append(author, variantId, prepare(author, draft)));
  }

  /**
   * Creates an artifact with one variant and commits its first revision.
   *
   * @return the revision, or null if the store stored nothing
   * @throws RevisionConflictException if the slug is taken
   */
  public final @Nullable Revision<D> create(Author author, String slug, Draft<D> draft) {
    HostIds.require(slug, "slug");
    return emitCommit(author, store.create(author, slug, DEFAULT_VARIANT, prepare(author, draft)));
  }

  /**
   * Commits the next revision of the default variant, which {@link #create} creates.
   *
   * @return the revision, or null if the artifact does not exist or the store stored nothing
   * @throws RevisionConflictException if the draft has a base that is not the newest version
   * @throws IllegalStateException if the store reports no id for the variant
   */
  public final @Nullable Revision<D> edit(Author author, String slug, Draft<D> draft) {
    RevisionReference pattern =
        RevisionReference.of(domain)
            .withArtifact(Identity.ofSlug(slug))
            .withVariant(Identity.ofSlug(DEFAULT_VARIANT));
    Revision<D> newest = newest(author.projectId(), pattern);
    return newest == null ? null : commit(author, variantId(newest), draft);
  }

  /**
   * Creates another variant of an artifact, starting with the data of a revision.
   *
   * @param message why, or null
   * @return the new variant's first revision, or null if the revision does not exist or the store
   *     stored nothing
   * @throws RevisionConflictException if the artifact has a variant with this slug
   */
  public final @Nullable Revision<D> fork(
      Author author, String revisionId, String variantSlug, @Nullable String message) {
    HostIds.require(variantSlug, "variantSlug");
    Revision<D> source = get(author.projectId(), revisionId);
    if (source == null) {
      return null;
    }
    Draft<D> draft = Draft.of(source.data()).withMessage(message);
    return emitCommit(author, store.fork(author, source.reference(), variantSlug, draft));
  }

  /**
   * Creates every artifact of {@code defaults} that the project lacks. Concurrent calls create each
   * artifact once.
   *
   * @param defaults the data of the first revision, by the artifact's slug
   * @return the revisions committed by this call, in the order of the defaults
   */
  public final List<Revision<D>> seed(Author author, Map<String, D> defaults) {
    List<Revision<D>> seeded = new ArrayList<>();
    defaults.forEach(
        (slug, data) -> {
          Revision<D> revision = createIfAbsent(author, slug, data);
          if (revision != null) {
            seeded.add(revision);
          }
        });
    return List.copyOf(seeded);
  }

  private @Nullable Revision<D> createIfAbsent(Author author, String slug, D data) {
    RevisionReference pattern = RevisionReference.of(domain).withArtifact(Identity.ofSlug(slug));
    if (!variants(author.projectId(), pattern).isEmpty()) {
      return null;
    }
    try {
      return create(author, slug, Draft.of(data));
    } catch (RevisionConflictException createdMeanwhile) {
      return null;
    }
  }

  /** Returns the revision with the id, or null if there is none. Emits nothing. */
  public final @Nullable Revision<D> get(String projectId, String revisionId) {
    return newest(projectId, RevisionReference.of(domain).withRevision(Identity.of(revisionId)));
  }

  /**
   * Returns the newest revision that matches, or null if there is none. Emits nothing.
   *
   * @throws IllegalArgumentException if the pattern is of another domain
   */
  public final @Nullable Revision<D> newest(String projectId, RevisionReference pattern) {
    List<Revision<D>> found = find(projectId, pattern, 1);
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * Returns the revisions that match, newest first. Emits nothing.
   *
   * @param limit the maximum number of revisions, positive
   * @throws IllegalArgumentException if the limit is not positive or the pattern is of another
   *     domain
   */
  public final List<Revision<D>> find(String projectId, RevisionReference pattern, int limit) {
    HostIds.require(projectId, "projectId");
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be positive, but is " + limit);
    }
    return store.find(projectId, requireDomain(pattern), limit);
  }

  /**
   * Returns the variants that match, each once. Emits nothing.
   *
   * @throws IllegalArgumentException if the pattern is of another domain
   * @contract AGR-22
   */
  public final List<RevisionReference> variants(String projectId, RevisionReference pattern) {
    return store.variants(HostIds.require(projectId, "projectId"), requireDomain(pattern));
  }

  /** Returns the data in the form to store; throws if it is invalid. */
  D validate(D data) {
    return data;
  }

  /** Returns the additional attributes of a commit's event. */
  Map<String, ?> extra(String projectId, Revision<D> committed) {
    return Map.of();
  }

  /**
   * Returns the preceding revision, or null if there is none or it cannot be determined. Emits
   * nothing.
   */
  final @Nullable Revision<D> previous(String projectId, Revision<D> revision) {
    Identity variant = revision.reference().variant();
    Long version = revision.reference().revision().version();
    if (variant.id() == null || version == null || version == 0) {
      return null;
    }
    return newest(
        projectId,
        RevisionReference.of(domain)
            .withVariant(Identity.of(variant.id()))
            .withRevision(Identity.none().withVersion(version - 1)));
  }

  private Draft<D> prepare(Author author, Draft<D> draft) {
    requireNonNull(author, "author");
    D data = requireNonNull(draft, "draft").data();
    return data == null ? draft : draft.withData(validate(data));
  }

  /** Emits the event of a commit. Every operation that commits calls this method exactly once. */
  private @Nullable Revision<D> emitCommit(Author author, @Nullable Revision<D> stored) {
    if (stored != null) {
      events.revision(
          RevisionNotice.of(domain, RevisionAction.COMMIT)
              .revision(stored.reference())
              .message(stored.message())
              .extra(() -> extra(author.projectId(), stored))
              .scope(TextScope.of(author.projectId(), author.userId())));
    }
    return stored;
  }

  private RevisionReference requireDomain(RevisionReference pattern) {
    if (requireNonNull(pattern, "pattern").domain() != domain) {
      throw new IllegalArgumentException(
          "pattern is of domain %s, but this service has %s; use the service of that domain"
              .formatted(pattern.domain().id(), domain.id()));
    }
    return pattern;
  }

  private static String variantId(Revision<?> revision) {
    String id = revision.reference().variant().id();
    if (id == null) {
      throw new IllegalStateException(
          "the store reports no id for the variant; call commit with the id instead");
    }
    return id;
  }
}
