package io.tidings.event.services.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Difference between a working copy and the state it was copied from. Immutable.
 *
 * @param written the files that are new or have different content, sorted
 * @param deleted the files that no longer exist, sorted
 */
record Changes(List<Path> written, List<Path> deleted) {

  /** Compares two directory trees by the content of their files. */
  static Changes between(Path base, Path work) throws IOException {
    Set<Path> before = new HashSet<>(PlainFiles.below(base));
    Set<Path> after = new HashSet<>(PlainFiles.below(work));
    List<Path> written = new ArrayList<>();
    for (Path file : after) {
      if (!before.contains(file) || Files.mismatch(base.resolve(file), work.resolve(file)) >= 0) {
        written.add(file);
      }
    }
    List<Path> deleted = before.stream().filter(file -> !after.contains(file)).sorted().toList();
    return new Changes(written.stream().sorted().toList(), deleted);
  }

  /** Returns all written and deleted files, sorted. */
  List<Path> all() {
    List<Path> all = new ArrayList<>(written);
    all.addAll(deleted);
    all.sort(null);
    return all;
  }
}
