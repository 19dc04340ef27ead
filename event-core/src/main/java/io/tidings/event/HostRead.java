package io.tidings.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a host's list or map once, no further than there is room, and holds it to its own size: a
 * hash map that another thread is resizing may end its iteration early without any complaint.
 */
final class HostRead {

  static final String CHANGED =
      "; if another thread changes it, hand over a copy made under its lock";

  private HostRead() {}

  /** Returns the keys and values of {@code map} in turn. */
  static List<@Nullable Object> entries(Map<?, ?> map, int most) {
    List<@Nullable Object> read = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      requireRoom(read.size() / 2, most);
      read.add(entry.getKey());
      read.add(entry.getValue());
    }
    requireSize(read.size() / 2, map.size());
    return read;
  }

  /** Returns the elements of {@code list}. */
  static List<@Nullable Object> elements(List<?> list, int most) {
    List<@Nullable Object> read = new ArrayList<>();
    for (Object element : list) {
      requireRoom(read.size(), most);
      read.add(element);
    }
    requireSize(read.size(), list.size());
    return read;
  }

  private static void requireRoom(int entries, int most) {
    if (entries == most) {
      throw new DetailRefused("holds more entries than are left of the limit of maxEntries");
    }
  }

  private static void requireSize(int entries, int size) {
    if (entries != size) {
      throw new DetailRefused("says it has " + size + " entries, but gave " + entries + CHANGED);
    }
  }
}
