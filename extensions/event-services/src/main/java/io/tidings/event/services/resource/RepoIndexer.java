package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.internal.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Indexes directories: what plain files there are, and a digest of each. A second run reads only
 * files that look different from outside; one whose size, time and identity are what they were is
 * taken to be unchanged. Directories named {@code .git} are left out, symbolic links and special
 * files too. Each run that ends is {@code resource.indexed} (CA-24).
 *
 * <p>Of runs over one directory at the same time the index of the last to end is kept. No argument
 * may be null. Thread-safe.
 */
public final class RepoIndexer {

  private static final Set<String> LEFT_OUT = Set.of(".git");

  private final ServiceOptions options;
  private final Repository<RepoIndex> indexes;

  /** Creates an indexer with an optional bus, which keeps its indexes in memory. */
  public RepoIndexer(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates an indexer. */
  public RepoIndexer(ServiceOptions options, Repository<RepoIndex> indexes) {
    this.options = requireNonNull(options, "options");
    this.indexes = requireNonNull(indexes, "indexes");
  }

  /**
   * Indexes a directory, or brings its index up to date.
   *
   * @param resourceId the directory's id, which the host gives
   * @throws IOException if the directory cannot be read, or there are more than a million files
   */
  public IndexRun index(String resourceId, Path root) throws IOException {
    Inputs.id(resourceId, "resourceId");
    Instant began = options.now();
    FileTree tree = FileTree.read(requireNonNull(root, "root"), LEFT_OUT);
    Indexing indexing = new Indexing(root, known(resourceId, root));
    tree.files().forEach(indexing::take);
    Instant now = options.now();
    RepoIndex index = new RepoIndex(resourceId, root, indexing.files(), now);
    keep(index);
    tell(index, Told.millis(began, now));
    return indexing.result(index);
  }

  private Map<Path, IndexedFile> known(String resourceId, Path root) {
    RepoIndex index = indexes.find(resourceId);
    return index != null && index.root().equals(root) ? index.files() : Map.of();
  }

  private void keep(RepoIndex index) {
    String id = index.resourceId();
    if (indexes.find(id) != null || !indexes.add(id, index)) {
      indexes.change(id, before -> index);
    }
  }

  private void tell(RepoIndex index, long millis) {
    options
        .events()
        .emit(
            EventType.RESOURCE_INDEXED,
            event ->
                event
                    .detail("resource_id", index.resourceId())
                    .detail("file_count", index.files().size())
                    .detail("duration_ms", millis));
  }
}
