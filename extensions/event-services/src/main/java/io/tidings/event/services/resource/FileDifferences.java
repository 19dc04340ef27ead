package io.tidings.event.services.resource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comparison of two scans of the same tree. Confined to one thread. */
final class FileDifferences {

  private final Map<Path, FileStamp> before;
  private final Map<Path, FileStamp> after;
  private final Map<FileStamp, Path> deletedByStamp = new HashMap<>();
  private final Set<Path> moved = new HashSet<>();
  private final List<ResourceChange> changes = new ArrayList<>();

  private FileDifferences(Map<Path, FileStamp> before, Map<Path, FileStamp> after) {
    this.before = before;
    this.after = after;
  }

  /** Returns the changes, sorted by path. */
  static List<ResourceChange> between(Map<Path, FileStamp> before, Map<Path, FileStamp> after) {
    FileDifferences differences = new FileDifferences(before, after);
    differences.find();
    differences.changes.sort(Comparator.comparing(ResourceChange::path));
    return List.copyOf(differences.changes);
  }

  private void find() {
    before.forEach(
        (path, stamp) -> {
          if (!after.containsKey(path) && stamp.isUnique()) {
            deletedByStamp.put(stamp, path);
          }
        });
    after.forEach(this::compare);
    before.keySet().stream()
        .filter(path -> !after.containsKey(path))
        .filter(path -> !moved.contains(path))
        .forEach(path -> changes.add(new ResourceChange(ChangeType.DELETED, path, null)));
  }

  private void compare(Path path, FileStamp stamp) {
    FileStamp known = before.get(path);
    if (stamp.equals(known)) {
      return;
    }
    Path from = deletedByStamp.remove(stamp);
    if (from != null) {
      moved.add(from);
      changes.add(new ResourceChange(ChangeType.MOVED, path, from));
    } else {
      ChangeType type = known == null ? ChangeType.CREATED : ChangeType.MODIFIED;
      changes.add(new ResourceChange(type, path, null));
    }
  }
}
