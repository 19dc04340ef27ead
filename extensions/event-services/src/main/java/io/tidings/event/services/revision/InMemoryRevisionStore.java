package io.tidings.event.services.revision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Revision store in memory, guarded by one lock. Reads clock and ids before it locks. Thread-safe.
 */
final class InMemoryRevisionStore<D> implements RevisionStore<D> {

  private final RevisionDomain domain;
  private final ServiceOptions options;

  private final Map<String, ProjectRevisions<D>> revisionsByProject = new HashMap<>();

  InMemoryRevisionStore(RevisionDomain domain, ServiceOptions options) {
    this.domain = requireNonNull(domain, "domain");
    this.options = requireNonNull(options, "options");
  }

  @Override
  public Revision<D> create(Author author, String slug, String variantSlug, Draft<D> draft) {
    RevisionReference pattern = of(Identity.ofSlug(slug));
    RevisionReference variant =
        of(Identity.of(options.newId()).withSlug(slug)).withVariant(newIdentity(variantSlug));
    PendingRevision<D> pending = pending(author, draft);
    synchronized (revisionsByProject) {
      return revisionsByProject
          .computeIfAbsent(author.projectId(), id -> new ProjectRevisions<>())
          .open(pattern, variant, pending);
    }
  }

  @Override
  public @Nullable Revision<D> fork(
      Author author, RevisionReference source, String variantSlug, Draft<D> draft) {
    Identity variant = newIdentity(variantSlug);
    PendingRevision<D> pending = pending(author, draft);
    synchronized (revisionsByProject) {
      ProjectRevisions<D> project = project(author.projectId());
      List<Revision<D>> sources = project.find(source, 1);
      if (sources.isEmpty()) {
        return null;
      }
      RevisionReference sibling = of(sources.get(0).reference().artifact());
      return project.open(
          sibling.withVariant(Identity.ofSlug(variantSlug)), sibling.withVariant(variant), pending);
    }
  }

  @Override
  public @Nullable Revision<D> append(Author author, String variantId, Draft<D> draft) {
    PendingRevision<D> pending = pending(author, draft);
    synchronized (revisionsByProject) {
      return project(author.projectId()).append(variantId, pending);
    }
  }

  @Override
  public List<Revision<D>> find(String projectId, RevisionReference pattern, int limit) {
    synchronized (revisionsByProject) {
      return project(projectId).find(pattern, limit);
    }
  }

  @Override
  public List<RevisionReference> variants(String projectId, RevisionReference pattern) {
    synchronized (revisionsByProject) {
      return project(projectId).variants(pattern);
    }
  }

  /** Returns the ids of the projects that have revisions. */
  Set<String> projects() {
    synchronized (revisionsByProject) {
      return Set.copyOf(revisionsByProject.keySet());
    }
  }

  /** Returns the revisions of a project, or an empty detached instance if there are none. */
  private ProjectRevisions<D> project(String projectId) {
    ProjectRevisions<D> project = revisionsByProject.get(projectId);
    return project == null ? new ProjectRevisions<>() : project;
  }

  private RevisionReference of(Identity artifact) {
    return RevisionReference.of(domain).withArtifact(artifact);
  }

  private Identity newIdentity(String slug) {
    return Identity.of(options.newId()).withSlug(slug);
  }

  private PendingRevision<D> pending(Author author, Draft<D> draft) {
    return new PendingRevision<>(options.newId(), options.now(), author.userId(), draft);
  }

  /** Revision without a version. */
  private record PendingRevision<D>(
      String id, Instant at, @Nullable String userId, Draft<D> draft) {

    Revision<D> in(RevisionReference variant, long version) {
      Identity identity = Identity.of(id).withVersion(version);
      return new Revision<>(
          variant.withRevision(identity), draft.data(), draft.message(), userId, at);
    }
  }

  /** Revisions of one project. Guarded by the store's lock. */
  private static final class ProjectRevisions<D> {

    /** Revisions in commit order. */
    private final List<Revision<D>> revisions = new ArrayList<>();

    /** Newest revision of each variant, by the variant's id. */
    private final Map<String, RevisionReference> newest = new LinkedHashMap<>();

    Revision<D> open(
        RevisionReference conflicting, RevisionReference variant, PendingRevision<D> pending) {
      if (newest.values().stream().anyMatch(conflicting::matches)) {
        Identity existing =
            conflicting.variant().isNone() ? conflicting.artifact() : conflicting.variant();
        throw new RevisionConflictException(
            "slug %s is taken in this project; use another"
                .formatted(Inputs.quoted(requireNonNull(existing.slug()))));
      }
      return store(pending.in(variant, 1));
    }

    @Nullable Revision<D> append(String variantId, PendingRevision<D> pending) {
      RevisionReference last = newest.get(variantId);
      if (last == null) {
        return null;
      }
      long version = requireNonNull(last.revision().version());
      Long base = pending.draft().base();
      if (base != null && base != version) {
        throw new RevisionConflictException(
            "the newest version is %s and not %s; read it and commit again"
                .formatted(version, base));
      }
      return store(pending.in(last, version + 1));
    }

    List<Revision<D>> find(RevisionReference pattern, int limit) {
      List<Revision<D>> found = new ArrayList<>();
      for (int i = revisions.size() - 1; i >= 0 && found.size() < limit; i--) {
        if (pattern.matches(revisions.get(i).reference())) {
          found.add(revisions.get(i));
        }
      }
      return List.copyOf(found);
    }

    List<RevisionReference> variants(RevisionReference pattern) {
      return newest.values().stream()
          .map(reference -> reference.withRevision(Identity.none()))
          .filter(pattern::matches)
          .toList();
    }

    private Revision<D> store(Revision<D> revision) {
      revisions.add(revision);
      newest.put(requireNonNull(revision.reference().variant().id()), revision.reference());
      return revision;
    }
  }
}
