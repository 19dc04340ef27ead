package io.tidings.event.cli.demo;

import java.util.EnumMap;
import java.util.Map;

/** What a run has found so far, as numbers alone. Confined to one thread. */
final class Index {

  private final Map<FileSort, Long> files = new EnumMap<>(FileSort.class);
  private final Unreadable unreadable = new Unreadable();
  private long lines;
  private Todos todos = Todos.NONE;

  void add(FileSort sort) {
    files.merge(sort, 1L, Long::sum);
  }

  void add(LineCount count) {
    lines += count.lines();
  }

  void add(Todos more) {
    todos = todos.plus(more);
  }

  long files(FileSort sort) {
    return files.getOrDefault(sort, 0L);
  }

  Unreadable unreadable() {
    return unreadable;
  }

  long lines() {
    return lines;
  }

  Todos todos() {
    return todos;
  }

  Map<FileSort, Long> files() {
    return Map.copyOf(files);
  }
}
