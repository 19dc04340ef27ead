package io.tidings.event.services.resource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One indexing run on its way. Confined to one thread. */
final class Indexing {

  private final Path root;
  private final Map<Path, IndexedFile> before;
  private final Map<Path, IndexedFile> files = new HashMap<>();
  private int added;
  private int changed;
  private int read;
  private int unreadable;

  Indexing(Path root, Map<Path, IndexedFile> before) {
    this.root = root;
    this.before = before;
  }

  Map<Path, IndexedFile> files() {
    return files;
  }

  void take(Path path, FileStamp stamp) {
    IndexedFile known = before.get(path);
    if (known != null && known.stamp().equals(stamp)) {
      files.put(path, known);
      return;
    }
    read++;
    try {
      put(path, new IndexedFile(stamp, Digests.sha256(root.resolve(path))), known);
    } catch (IOException failure) {
      unreadable++;
    }
  }

  private void put(Path path, IndexedFile file, @Nullable IndexedFile known) {
    files.put(path, file);
    if (known == null) {
      added++;
    } else if (!known.sha256().equals(file.sha256())) {
      changed++;
    }
  }

  IndexRun result(RepoIndex index) {
    int removed = (int) before.keySet().stream().filter(path -> !files.containsKey(path)).count();
    return new IndexRun(index, added, changed, removed, read, unreadable);
  }
}
