package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The findings in a directory so far: counts, and the few names for display. Confined to one
 * thread.
 */
public final class Findings {

  /** The size of the largest file that is read, in bytes. */
  public static final int MAX_READ = 1 << 22;

  /** The number of marks for display. */
  static final int SHOWN = 5;

  private final Map<FileType, Long> files = new EnumMap<>(FileType.class);
  private final Map<String, Integer> excluded = new TreeMap<>();
  private final UnreadablePaths unreadable = new UnreadablePaths();
  private final LargestFiles largest = new LargestFiles();
  private final Duplicates duplicates = new Duplicates();
  private final List<String> shownTodos = new ArrayList<>();
  private long bytes;
  private long lines;
  private long todos;
  private long unowned;

  /** Records a file. */
  public void file(FileType type, String name, long size) {
    files.merge(type, 1L, Long::sum);
    if (type != FileType.LINK && type != FileType.SPECIAL) {
      bytes += size;
      largest.add(name, size);
    }
  }

  /** Records the content of a file for the comparison with others. */
  public void content(String name, byte[] content) {
    duplicates.add(name, content);
  }

  /** Adds lines of a text file. */
  public void lines(long more) {
    lines += more;
  }

  /** Adds marks, of which {@code withoutOwner} name no owner. */
  public void todos(long count, long withoutOwner) {
    todos += count;
    unowned += withoutOwner;
  }

  /** Returns whether another mark is recorded for display. */
  public boolean showsTodos() {
    return shownTodos.size() < SHOWN;
  }

  /** Records a mark for display, unless enough are recorded. */
  public void showTodo(String mark) {
    if (showsTodos()) {
      shownTodos.add(mark);
    }
  }

  /** Records a path that could not be read. */
  public void unreadable(String name, IOException failure) {
    unreadable.add(name, failure);
  }

  /** Records an excluded path by its last name. */
  public void excluded(String lastName) {
    excluded.merge(lastName, 1, Integer::sum);
  }

  /** Returns the number of files of a type. */
  public long files(FileType type) {
    return files.getOrDefault(type, 0L);
  }

  /** Returns the number of files. */
  public long files() {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the total size of all regular files. */
  public long bytes() {
    return bytes;
  }

  /** Returns the number of lines of all text files. */
  public long lines() {
    return lines;
  }

  /** Returns the number of marks. */
  public long todos() {
    return todos;
  }

  /** Returns the number of marks without an owner. */
  public long unowned() {
    return unowned;
  }

  /** Returns the first marks with their positions. */
  public List<String> shownTodos() {
    return List.copyOf(shownTodos);
  }

  /** Returns the number of excluded paths by their last name. */
  public Map<String, Integer> excluded() {
    return new TreeMap<>(excluded);
  }

  /** Returns the paths that could not be read. */
  public UnreadablePaths unreadable() {
    return unreadable;
  }

  /** Returns the largest files. */
  public List<LargestFiles.SizedFile> largest() {
    return largest.files();
  }

  /** Returns the files with equal content. */
  public List<Duplicates.Group> duplicates() {
    return duplicates.groups();
  }
}
