package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.payload.ResourcePayloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Indexer of directories: the plain files with a digest of each. A later run reads only files whose
 * stamp has changed; a file with the same size, time and identity counts as unchanged. Directories
 * named {@code .git}, symbolic links and special files are skipped. Each completed run emits {@code
 * resource.indexed} on the calling thread.
 *
 * <p>Of concurrent runs over one directory the index of the last to end is kept. Arguments must not
 * be null. Thread-safe.
 *
 * @contract CA-24
 */
public final class RepoIndexer {

  private static final Set<String> SKIPPED_DIRECTORIES = Set.of(".git");

  private final ServiceOptions options;
  private final Repository<RepoIndex> indexes;

  /** Creates an indexer with an optional bus that keeps its indexes in memory. */
  public RepoIndexer(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates an indexer. */
  public RepoIndexer(ServiceOptions options, Repository<RepoIndex> indexes) {
    this.options = requireNonNull(options, "options");
    this.indexes = requireNonNull(indexes, "indexes");
  }

  /**
   * Indexes a directory, or updates its index.
   *
   * @param resourceId the directory's id, chosen by the host
   * @return the result of the run
   * @throws IllegalArgumentException if the id is ill-formed
   * @throws IOException if the directory cannot be read, or contains more than a million files and
   *     directories
   */
  public IndexRun index(String resourceId, Path root) throws IOException {
    Inputs.id(resourceId, "resourceId");
    Instant start = options.now();
    FileTree tree = FileTree.read(requireNonNull(root, "root"), SKIPPED_DIRECTORIES);
    IndexBuilder builder = new IndexBuilder(root, previousFiles(resourceId, root));
    tree.files().forEach(builder::add);
    Instant now = options.now();
    RepoIndex index = new RepoIndex(resourceId, root, builder.files(), now);
    save(index);
    emitIndexed(index, Details.millis(start, now));
    return builder.result(index);
  }

  private Map<Path, IndexedFile> previousFiles(String resourceId, Path root) {
    RepoIndex index = indexes.find(resourceId);
    return index != null && index.root().equals(root) ? index.files() : Map.of();
  }

  private void save(RepoIndex index) {
    String id = index.resourceId();
    if (indexes.find(id) != null || !indexes.add(id, index)) {
      indexes.change(id, previous -> index);
    }
  }

  private void emitIndexed(RepoIndex index, long millis) {
    options
        .events()
        .emit(
            EventType.RESOURCE_INDEXED,
            event ->
                event.payload(
                    ResourcePayloads.INDEXED,
                    new ResourcePayloads.Indexed(
                        index.resourceId(), index.files().size(), millis)));
  }
}
