package io.tidings.event;

import io.tidings.event.internal.FatalErrors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a host gives as details into values that cannot change and that JSON can tell (EVT-06,
 * EVT-11), within limits. Confined to one thread; one instance freezes one event's details.
 */
final class DetailFreezer {

  private final EventLimits limits;
  private final Map<String, @Nullable Object> gathered = new LinkedHashMap<>();
  private int entriesLeft;
  private int charactersLeft;

  /** Whether something was read from a list or map of the host's, which may change meanwhile. */
  private boolean readFromHost;

  private DetailFreezer(EventLimits limits) {
    this.limits = limits;
    this.entriesLeft = limits.maxEntries();
    this.charactersLeft = limits.maxTotalLength();
  }

  /** Returns {@code details} frozen, or as they are if they already were. */
  static FrozenMap freeze(Map<?, ?> details, EventLimits limits) {
    return details instanceof FrozenMap frozen
        ? frozen
        : freeze(freezer -> freezer.putAll(details), limits);
  }

  /**
   * Freezes what {@code gather} puts into a freezer. What was read from the host's lists and maps
   * is gathered and frozen once more and compared: if another thread changes them it is refused,
   * and not taken by halves. Views that make their elements anew at every pass give equal ones, and
   * are taken.
   *
   * @throws IllegalArgumentException if it cannot be frozen; the message tells where
   */
  static FrozenMap freeze(Consumer<DetailFreezer> gather, EventLimits limits) {
    try {
      DetailFreezer first = new DetailFreezer(limits);
      FrozenMap frozen = first.frozen(gather);
      if (first.readFromHost && !frozen.equals(new DetailFreezer(limits).frozen(gather))) {
        throw new DetailRefused("gave other values when read again" + HostRead.CHANGED);
      }
      return frozen;
    } catch (DetailRefused refused) {
      throw refused.asArgumentError();
    }
  }

  /** Adds a detail, or replaces it. */
  void put(String name, @Nullable Object value) {
    gathered.put(name, value);
  }

  /** Adds or replaces the details that a host's map holds. */
  void putAll(Map<?, ?> details) {
    if (details != FrozenMap.EMPTY) {
      gathered.putAll(read(details, limits.maxEntries()));
    }
  }

  private FrozenMap frozen(Consumer<DetailFreezer> gather) {
    gather.accept(this);
    return gathered.isEmpty() ? FrozenMap.EMPTY : map(gathered, 0);
  }

  /** Freezes a map that is this class's own: each value is replaced by what it becomes. */
  private FrozenMap map(Map<String, @Nullable Object> own, int depth) {
    boolean someAbsent = false;
    for (Map.Entry<String, @Nullable Object> entry : own.entrySet()) {
      takeEntry();
      try {
        Object value = entry.getValue();
        takeText(entry.getKey());
        if (value == null) {
          someAbsent = true;
        } else {
          entry.setValue(value(value, depth));
        }
      } catch (DetailRefused refused) {
        throw refused.at("[" + Validation.shown(entry.getKey()) + "]");
      }
    }
    if (someAbsent) {
      own.values().removeIf(Objects::isNull);
    }
    return new FrozenMap(own);
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
    if (value instanceof String text) {
      takeText(text);
      return text;
    }
    return value instanceof Boolean || value instanceof Number
        ? scalar(value)
        : composite(value, depth);
  }

  private Object scalar(Object value) {
    Object scalar = DetailScalar.frozen(value);
    if (scalar instanceof String || scalar instanceof BigInteger) {
      takeText(scalar.toString());
    }
    return scalar;
  }

  private Object composite(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      requireDepth(depth);
      return map(read(map, entriesLeft), depth + 1);
    }
    if (value instanceof List<?> list) {
      requireDepth(depth);
      return list(elements(list, entriesLeft), depth + 1);
    }
    return scalar(value);
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

  private Map<String, @Nullable Object> read(Map<?, ?> map, int most) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    List<@Nullable Object> read = guarded(() -> HostRead.entries(map, most));
    for (int i = 0; i < read.size(); i += 2) {
      named.put(name(read.get(i)), read.get(i + 1));
    }
    if (named.size() * 2 != read.size()) {
      throw new DetailRefused("have the same name twice; every name must be another text");
    }
    return named;
  }

  private List<@Nullable Object> elements(List<?> list, int most) {
    return guarded(() -> HostRead.elements(list, most));
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
  private List<@Nullable Object> guarded(Read read) {
    readFromHost = true;
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
