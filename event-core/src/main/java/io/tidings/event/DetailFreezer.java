package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a host gives as details into values that cannot change and that JSON can tell (EVT-06,
 * EVT-11), within limits. Confined to one thread; one instance freezes one event's details.
 */
final class DetailFreezer {

  private final EventLimits limits;
  private int entriesLeft;
  private int charactersLeft;

  private DetailFreezer(EventLimits limits) {
    this.limits = limits;
    this.entriesLeft = limits.maxEntries();
    this.charactersLeft = limits.maxTotalLength();
  }

  /** Returns {@code details} frozen, or as they are if they already were. */
  static FrozenMap freeze(Map<?, ?> details, EventLimits limits) {
    return details instanceof FrozenMap frozen
        ? frozen
        : freeze(raw -> readInto(raw, details, limits), limits);
  }

  /**
   * Freezes what {@code gather} puts into a map. Where there are lists and maps inside, all is
   * gathered and frozen once more and compared: {@link StableRead} has found each of them whole,
   * but not that they belong to the same moment.
   */
  static FrozenMap freeze(Consumer<Map<String, @Nullable Object>> gather, EventLimits limits) {
    FrozenMap frozen = freezeOnce(gather, limits);
    if (frozen.isNested() && !frozen.equals(freezeOnce(gather, limits))) {
      throw new DetailRefused("gave other values when read again" + StableRead.CHANGED)
          .asArgumentError();
    }
    return frozen;
  }

  /** Adds the entries of a host's map to {@code target}, the later ones winning. */
  static void readInto(
      Map<String, @Nullable Object> target, Map<?, ?> details, EventLimits limits) {
    try {
      target.putAll(read(details, limits.maxEntries()));
    } catch (DetailRefused refused) {
      throw refused.asArgumentError();
    }
  }

  private static FrozenMap freezeOnce(
      Consumer<Map<String, @Nullable Object>> gather, EventLimits limits) {
    Map<String, @Nullable Object> raw = new LinkedHashMap<>();
    gather.accept(raw);
    try {
      return raw.isEmpty() ? FrozenMap.EMPTY : new DetailFreezer(limits).map(raw, 0);
    } catch (DetailRefused refused) {
      throw refused.asArgumentError();
    }
  }

  private FrozenMap map(Map<String, @Nullable Object> raw, int depth) {
    LinkedHashMap<String, Object> frozen = new LinkedHashMap<>(raw.size() * 4 / 3 + 1);
    for (Map.Entry<String, @Nullable Object> entry : raw.entrySet()) {
      takeEntry();
      try {
        Object value = entry.getValue();
        takeText(entry.getKey());
        if (value != null) {
          frozen.put(entry.getKey(), value(value, depth));
        }
      } catch (DetailRefused refused) {
        throw refused.at("[" + Validation.shown(entry.getKey()) + "]");
      }
    }
    return new FrozenMap(frozen);
  }

  private List<Object> list(List<@Nullable Object> raw, int depth) {
    List<Object> frozen = new ArrayList<>(raw.size());
    for (int i = 0; i < raw.size(); i++) {
      takeEntry();
      try {
        Object value = raw.get(i);
        if (value != null) {
          frozen.add(value(value, depth));
        }
      } catch (DetailRefused refused) {
        throw refused.at("[" + i + "]");
      }
    }
    return Collections.unmodifiableList(Arrays.asList(frozen.toArray()));
  }

  /** Freezes a value that stands inside {@code depth} lists and maps below the details. */
  private Object value(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      requireDepth(depth);
      return map(read(map, entriesLeft), depth + 1);
    }
    if (value instanceof List<?> list) {
      requireDepth(depth);
      return list(elements(list, entriesLeft), depth + 1);
    }
    Object scalar = DetailScalar.frozen(value);
    if (scalar instanceof String text) {
      takeText(text);
    }
    return scalar;
  }

  private void requireDepth(int depth) {
    if (depth == limits.maxDepth()) {
      throw new DetailRefused(
          "is nested deeper than maxDepth %s; is there a cycle?".formatted(limits.maxDepth()));
    }
  }

  private void takeEntry() {
    if (--entriesLeft < 0) {
      throw new DetailRefused("exceed maxEntries %s".formatted(limits.maxEntries()));
    }
  }

  private void takeText(String text) {
    if (text.length() > limits.maxStringLength()) {
      throw new DetailRefused(
          "has a text of %s characters, beyond maxStringLength %s"
              .formatted(text.length(), limits.maxStringLength()));
    }
    charactersLeft -= text.length();
    if (charactersLeft < 0) {
      throw new DetailRefused("exceeds maxTotalLength %s".formatted(limits.maxTotalLength()));
    }
  }

  private static Map<String, @Nullable Object> read(Map<?, ?> map, int most) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    List<@Nullable Object> read = guarded(() -> StableRead.entries(map, most));
    for (int i = 0; i < read.size(); i += 2) {
      named.put(name(read.get(i)), read.get(i + 1));
    }
    if (named.size() * 2 != read.size()) {
      throw new DetailRefused("have the same name twice; every name must be another text");
    }
    return named;
  }

  private static List<@Nullable Object> elements(List<?> list, int most) {
    return guarded(() -> StableRead.elements(list, most));
  }

  private static String name(@Nullable Object key) {
    if (key instanceof String name && !name.isEmpty()) {
      return name;
    }
    String found =
        key == null ? "null" : key instanceof String ? "empty" : key.getClass().getName();
    throw new DetailRefused("have a name that is " + found + "; every name must be a text");
  }

  /** Runs a host's collection, which may throw anything. */
  private static List<@Nullable Object> guarded(Read read) {
    try {
      return read.read();
    } catch (DetailRefused refused) {
      throw refused;
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      throw new DetailRefused("could not be read: " + failure.getClass().getName(), failure);
    }
  }

  @FunctionalInterface
  private interface Read {
    List<@Nullable Object> read();
  }
}
