package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files and directories that could not be read: the first {@value #NAMED} with their failures, and
 * the number of all. Confined to one thread.
 */
public final class UnreadablePaths {

  static final int NAMED = 10;

  private final Map<String, IOException> named = new LinkedHashMap<>();
  private long count;

  void add(String name, IOException failure) {
    count++;
    if (named.size() < NAMED) {
      named.putIfAbsent(name, failure);
    }
  }

  /** Returns the number of unreadable paths. */
  public long count() {
    return count;
  }

  /** Returns the failures of the first unreadable paths by name. */
  public Map<String, IOException> failures() {
    return new LinkedHashMap<>(named);
  }
}
