package io.tidings.event.cli.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * The files and directories that could not be read: the first few by name, the others by number, so
 * that it stays small whatever happens. Confined to one thread.
 */
final class Unreadable {

  static final int NAMED = 10;

  private final List<String> named = new ArrayList<>();
  private long count;

  /** Adds one. */
  void add(String resource, Exception failure) {
    count++;
    if (named.size() < NAMED) {
      named.add(Shown.text(resource) + ": " + Shown.text(Faults.reason(failure)));
    }
  }

  long count() {
    return count;
  }

  /** Returns the names and reasons of the first ones, escaped. */
  List<String> named() {
    return List.copyOf(named);
  }
}
