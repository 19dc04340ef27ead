package io.tidings.event.services.revision;

import io.tidings.event.services.platform.RevisionReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store that is another one but for what a test overrides. */
public class ForwardingStore<D> implements RevisionStore<D> {

  private final RevisionStore<D> behind;

  /** Creates a store that forwards to {@code behind}. */
  public ForwardingStore(RevisionStore<D> behind) {
    this.behind = behind;
  }

  @Override
  public @Nullable Revision<D> create(
      Author author, String slug, String variantSlug, Draft<D> draft) {
    return behind.create(author, slug, variantSlug, draft);
  }

  @Override
  public @Nullable Revision<D> fork(
      Author author, RevisionReference source, String variantSlug, Draft<D> draft) {
    return behind.fork(author, source, variantSlug, draft);
  }

  @Override
  public @Nullable Revision<D> append(Author author, String variantId, Draft<D> draft) {
    return behind.append(author, variantId, draft);
  }

  @Override
  public List<Revision<D>> find(String projectId, RevisionReference pattern, int limit) {
    return behind.find(projectId, pattern, limit);
  }

  @Override
  public List<RevisionReference> variants(String projectId, RevisionReference pattern) {
    return behind.variants(projectId, pattern);
  }
}
