package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is found in a directory, so far: numbers, and the few names that are shown. Confined to one
 * thread.
 */
public final class Findings {

  /** The largest file that is read, in bytes. */
  public static final int MAX_READ = 1 << 22;

  /** How many marks are shown. */
  static final int SHOWN = 5;

  private final Map<FileType, Long> files = new EnumMap<>(FileType.class);
  private final Map<String, Integer> leftOut = new TreeMap<>();
  private final UnreadablePaths unreadable = new UnreadablePaths();
  private final LargestFiles largest = new LargestFiles();
  private final Duplicates duplicates = new Duplicates();
  private final List<String> shownTodos = new ArrayList<>();
  private long bytes;
  private long lines;
  private long todos;
  private long ownerless;

  /** Adds a file of some sort. */
  public void file(FileType sort, String name, long size) {
    files.merge(sort, 1L, Long::sum);
    if (sort != FileType.LINK && sort != FileType.SPECIAL) {
      bytes += size;
      largest.add(name, size);
    }
  }

  /** Adds the content of a file, to be compared with the others'. */
  public void content(String name, byte[] content) {
    duplicates.add(name, content);
  }

  /** Adds the lines of a file. */
  public void lines(long more) {
    lines += more;
  }

  /** Adds marks, so many without an owner. */
  public void todos(long found, long withoutOwner) {
    todos += found;
    ownerless += withoutOwner;
  }

  /** Tells whether another mark can be shown. */
  public boolean showsTodos() {
    return shownTodos.size() < SHOWN;
  }

  /** Adds a mark that is shown, if there is room for it. */
  public void showTodo(String where) {
    if (showsTodos()) {
      shownTodos.add(where);
    }
  }

  /** Adds what could not be read. */
  public void unreadable(String name, IOException failure) {
    unreadable.add(name, failure);
  }

  /** Adds what was left out, by the last part of its name. */
  public void leftOut(String lastName) {
    leftOut.merge(lastName, 1, Integer::sum);
  }

  /** Returns how many files there are of a sort. */
  public long files(FileType sort) {
    return files.getOrDefault(sort, 0L);
  }

  /** Returns how many files there are of every sort. */
  public long files() {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the size of all regular files. */
  public long bytes() {
    return bytes;
  }

  /** Returns the lines of all text files. */
  public long lines() {
    return lines;
  }

  /** Returns how many marks there are. */
  public long todos() {
    return todos;
  }

  /** Returns how many of them name nobody. */
  public long ownerless() {
    return ownerless;
  }

  /** Returns the first few marks with their places. */
  public List<String> shownTodos() {
    return List.copyOf(shownTodos);
  }

  /** Returns how often something of a name was left out. */
  public Map<String, Integer> leftOut() {
    return new TreeMap<>(leftOut);
  }

  /** Returns what could not be read. */
  public UnreadablePaths unreadable() {
    return unreadable;
  }

  /** Returns the largest files. */
  public List<LargestFiles.SizedFile> largest() {
    return largest.files();
  }

  /** Returns the files with the same content. */
  public List<Duplicates.Group> duplicates() {
    return duplicates.groups();
  }
}
