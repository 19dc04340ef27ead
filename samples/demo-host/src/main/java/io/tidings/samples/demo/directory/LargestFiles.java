package io.tidings.samples.demo.directory;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The largest files so far, at most {@value #CAPACITY}. Confined to one thread. */
public final class LargestFiles {

  static final int CAPACITY = 5;

  private static final Comparator<SizedFile> BY_SIZE =
      Comparator.comparingLong(SizedFile::bytes)
          .thenComparing(SizedFile::name, Comparator.reverseOrder());

  private final PriorityQueue<SizedFile> files = new PriorityQueue<>(BY_SIZE);

  /**
   * A file and its size.
   *
   * @param name the path relative to the directory
   * @param bytes the size
   */
  public record SizedFile(String name, long bytes) {}

  void add(String name, long bytes) {
    files.add(new SizedFile(name, bytes));
    if (files.size() > CAPACITY) {
      files.remove();
    }
  }

  /** Returns the files, the largest first. */
  public List<SizedFile> files() {
    return files.stream().sorted(BY_SIZE.reversed()).toList();
  }
}
