package io.tidings.event.services.resource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builder of an index, reusing the entries of the previous one. Confined to one thread. */
final class IndexBuilder {

  private final Path root;
  private final Map<Path, IndexedFile> previous;
  private final Map<Path, IndexedFile> files = new HashMap<>();
  private int addedCount;
  private int changedCount;
  private int readCount;
  private int unreadableCount;

  IndexBuilder(Path root, Map<Path, IndexedFile> previous) {
    this.root = root;
    this.previous = previous;
  }

  Map<Path, IndexedFile> files() {
    return files;
  }

  /**
   * Adds a file; reads it only if its stamp differs from the previous one. An unreadable file is
   * counted and skipped.
   */
  void add(Path path, FileStamp stamp) {
    IndexedFile previousFile = previous.get(path);
    if (previousFile != null && previousFile.stamp().equals(stamp)) {
      files.put(path, previousFile);
      return;
    }
    readCount++;
    try {
      put(path, new IndexedFile(stamp, Digests.sha256(root.resolve(path))), previousFile);
    } catch (IOException failure) {
      unreadableCount++;
    }
  }

  private void put(Path path, IndexedFile file, @Nullable IndexedFile previousFile) {
    files.put(path, file);
    if (previousFile == null) {
      addedCount++;
    } else if (!previousFile.sha256().equals(file.sha256())) {
      changedCount++;
    }
  }

  /** Returns the result of the run. */
  IndexRun result(RepoIndex index) {
    int removedCount =
        (int) previous.keySet().stream().filter(path -> !files.containsKey(path)).count();
    return new IndexRun(index, addedCount, changedCount, removedCount, readCount, unreadableCount);
  }
}
