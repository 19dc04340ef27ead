package io.tidings.samples.demo.directory;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The largest files met so far, and no more of them than are shown. Confined to one thread. */
public final class LargestFiles {

  static final int KEPT = 5;

  private static final Comparator<SizedFile> BY_SIZE =
      Comparator.comparingLong(SizedFile::bytes)
          .thenComparing(SizedFile::name, Comparator.reverseOrder());

  private final PriorityQueue<SizedFile> files = new PriorityQueue<>(BY_SIZE);

  /**
   * A file.
   *
   * @param name its path below the directory
   * @param bytes its size
   */
  public record SizedFile(String name, long bytes) {}

  void add(String name, long bytes) {
    files.add(new SizedFile(name, bytes));
    if (files.size() > KEPT) {
      files.remove();
    }
  }

  /** Returns them, the largest first. */
  public List<SizedFile> files() {
    return files.stream().sorted(BY_SIZE.reversed()).toList();
  }
}
