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

/** Revisions in lists, under one lock. Clock and ids are asked before it is taken. Thread-safe. */
final class InMemoryRevisionStore<D> implements RevisionStore<D> {

  private final RevisionDomain domain;
  private final ServiceOptions options;

  private final Map<String, Shelf<D>> shelves = new HashMap<>();

  InMemoryRevisionStore(RevisionDomain domain, ServiceOptions options) {
    this.domain = requireNonNull(domain, "domain");
    this.options = requireNonNull(options, "options");
  }

  @Override
  public Revision<D> create(Author author, String slug, String variantSlug, Draft<D> draft) {
    RevisionReference pattern = of(Identity.ofSlug(slug));
    RevisionReference variant =
        of(Identity.of(options.newId()).withSlug(slug)).withVariant(fresh(variantSlug));
    Addition<D> addition = addition(author, draft);
    synchronized (shelves) {
      return shelves
          .computeIfAbsent(author.projectId(), unseen -> new Shelf<>())
          .open(pattern, variant, addition);
    }
  }

  @Override
  public @Nullable Revision<D> fork(
      Author author, RevisionReference source, String variantSlug, Draft<D> draft) {
    Identity fresh = fresh(variantSlug);
    Addition<D> addition = addition(author, draft);
    synchronized (shelves) {
      Shelf<D> shelf = shelf(author.projectId());
      List<Revision<D>> sources = shelf.find(source, 1);
      if (sources.isEmpty()) {
        return null;
      }
      RevisionReference sibling = of(sources.get(0).reference().artifact());
      return shelf.open(
          sibling.withVariant(Identity.ofSlug(variantSlug)), sibling.withVariant(fresh), addition);
    }
  }

  @Override
  public @Nullable Revision<D> append(Author author, String variantId, Draft<D> draft) {
    Addition<D> addition = addition(author, draft);
    synchronized (shelves) {
      return shelf(author.projectId()).append(variantId, addition);
    }
  }

  @Override
  public List<Revision<D>> find(String projectId, RevisionReference pattern, int limit) {
    synchronized (shelves) {
      return shelf(projectId).find(pattern, limit);
    }
  }

  @Override
  public List<RevisionReference> variants(String projectId, RevisionReference pattern) {
    synchronized (shelves) {
      return shelf(projectId).variants(pattern);
    }
  }

  /** Returns the projects of which something is kept. */
  Set<String> projects() {
    synchronized (shelves) {
      return Set.copyOf(shelves.keySet());
    }
  }

  /** Returns what a project has; an empty one that is kept nowhere if it has nothing. */
  private Shelf<D> shelf(String projectId) {
    Shelf<D> shelf = shelves.get(projectId);
    return shelf == null ? new Shelf<>() : shelf;
  }

  private RevisionReference of(Identity artifact) {
    return RevisionReference.of(domain).withArtifact(artifact);
  }

  private Identity fresh(String slug) {
    return Identity.of(options.newId()).withSlug(slug);
  }

  private Addition<D> addition(Author author, Draft<D> draft) {
    return new Addition<>(options.newId(), options.now(), author.userId(), draft);
  }

  /** A revision that has no version yet. */
  private record Addition<D>(String id, Instant at, @Nullable String userId, Draft<D> draft) {

    Revision<D> in(RevisionReference variant, long version) {
      Identity identity = Identity.of(id).withVersion(version);
      return new Revision<>(
          variant.withRevision(identity), draft.data(), draft.message(), userId, at);
    }
  }

  /** What one project has. Guarded by the store's lock. */
  private static final class Shelf<D> {

    /** In the order of the commits. */
    private final List<Revision<D>> revisions = new ArrayList<>();

    /** The newest of each variant, by the variant's id. */
    private final Map<String, RevisionReference> newest = new LinkedHashMap<>();

    Revision<D> open(RevisionReference taken, RevisionReference variant, Addition<D> addition) {
      if (newest.values().stream().anyMatch(taken::matches)) {
        Identity sought = taken.variant().isNone() ? taken.artifact() : taken.variant();
        throw new RevisionConflictException(
            "slug %s is taken in this project; use another"
                .formatted(Inputs.shown(requireNonNull(sought.slug()))));
      }
      return stored(addition.in(variant, 1));
    }

    @Nullable Revision<D> append(String variantId, Addition<D> addition) {
      RevisionReference last = newest.get(variantId);
      if (last == null) {
        return null;
      }
      long version = requireNonNull(last.revision().version());
      Long base = addition.draft().base();
      if (base != null && base != version) {
        throw new RevisionConflictException(
            "the newest version is %s and not %s; read it and commit again"
                .formatted(version, base));
      }
      return stored(addition.in(last, version + 1));
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

    private Revision<D> stored(Revision<D> revision) {
      revisions.add(revision);
      newest.put(requireNonNull(revision.reference().variant().id()), revision.reference());
      return revision;
    }
  }
}
