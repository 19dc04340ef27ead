package io.tidings.event;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a host's list or map twice and compares. A collection that another thread changes
 * meanwhile, or that lies about itself, is refused: an event holds a whole snapshot or is not built
 * (EVT-06). One pass is not enough, since a hash map that is being resized can end its iteration
 * early without any complaint.
 */
final class StableRead {

  static final String CHANGED =
      "; if another thread changes it, hand over a copy made under its lock";

  private StableRead() {}

  /** Returns the keys and values of {@code map} in turn. */
  static List<@Nullable Object> entries(Map<?, ?> map, int most) {
    List<@Nullable Object> read = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      read.add(entry.getKey());
      read.add(entry.getValue());
      requireRoom(read.size() / 2, most);
    }
    requireSize(read.size() / 2, map.size());
    Iterator<@Nullable Object> before = read.iterator();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      requireSame(before, entry.getKey());
      requireSame(before, entry.getValue());
    }
    requireEnd(before);
    return read;
  }

  /** Returns the elements of {@code list}. */
  static List<@Nullable Object> elements(List<?> list, int most) {
    List<@Nullable Object> read = new ArrayList<>();
    for (Object element : list) {
      read.add(element);
      requireRoom(read.size(), most);
    }
    requireSize(read.size(), list.size());
    Iterator<@Nullable Object> before = read.iterator();
    for (Object element : list) {
      requireSame(before, element);
    }
    requireEnd(before);
    return read;
  }

  private static void requireRoom(int entries, int most) {
    if (entries > most) {
      throw new DetailRefused("holds more entries than are left of the limit of maxEntries");
    }
  }

  private static void requireSize(int entries, int size) {
    if (entries != size) {
      throw new DetailRefused("says it has " + size + " entries, but gave " + entries + CHANGED);
    }
  }

  private static void requireSame(Iterator<?> before, @Nullable Object now) {
    if (!before.hasNext() || !same(before.next(), now)) {
      throw new DetailRefused("gave other entries when it was read again" + CHANGED);
    }
  }

  private static void requireEnd(Iterator<?> before) {
    if (before.hasNext()) {
      throw new DetailRefused("gave fewer entries when it was read again" + CHANGED);
    }
  }

  /**
   * Views may make their elements anew at every pass, so equal is as good as identical. What lists
   * and maps hold is compared when the whole is read again, see {@link DetailFreezer#freeze}.
   */
  private static boolean same(@Nullable Object before, @Nullable Object now) {
    if (before == now) {
      return true;
    }
    if (before == null || now == null || before.getClass() != now.getClass()) {
      return false;
    }
    return before instanceof Map || before instanceof List || before.equals(now);
  }
}
