package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files and directories that could not be read: the first few by name, the others by number, so
 * that it stays small whatever happens. Confined to one thread.
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

  /** Returns how many there are. */
  public long count() {
    return count;
  }

  /** Returns the first ones with the reasons. */
  public Map<String, IOException> named() {
    return new LinkedHashMap<>(named);
  }
}
