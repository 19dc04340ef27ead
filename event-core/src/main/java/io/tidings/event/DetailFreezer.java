package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    if (details instanceof FrozenMap frozen) {
      return frozen;
    }
    LinkedHashMap<String, @Nullable Object> raw = new LinkedHashMap<>();
    readInto(raw, details, limits);
    return freezeOwn(raw, limits);
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

  /** Freezes what the caller has gathered and will not change any more. */
  static FrozenMap freezeOwn(Map<String, @Nullable Object> raw, EventLimits limits) {
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
          "is nested deeper than maxDepth %d; is there a cycle?".formatted(limits.maxDepth()));
    }
  }

  private void takeEntry() {
    if (--entriesLeft < 0) {
      throw new DetailRefused("exceed maxEntries %d".formatted(limits.maxEntries()));
    }
  }

  private void takeText(String text) {
    if (text.length() > limits.maxStringLength()) {
      throw new DetailRefused(
          "has a text of %d characters, beyond maxStringLength %d"
              .formatted(text.length(), limits.maxStringLength()));
    }
    charactersLeft -= text.length();
    if (charactersLeft < 0) {
      throw new DetailRefused("exceeds maxTotalLength %d".formatted(limits.maxTotalLength()));
    }
  }

  private static Map<String, @Nullable Object> read(Map<?, ?> map, int most) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    Iterator<@Nullable Object> read = guarded(() -> StableRead.entries(map, most)).iterator();
    while (read.hasNext()) {
      named.put(name(read.next()), read.next());
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
