package io.tidings.event;

import io.tidings.event.internal.ContentSize;
import io.tidings.event.internal.FatalErrors;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of a host's details to immutable values with one exact JSON form, within limits. A
 * collection is copied once; the host must not change it meanwhile. Confined to one thread; one
 * instance freezes the details of one event.
 *
 * @contract EVT-06, EVT-11, LIM-01
 */
final class DetailFreezer {

  private final EventLimits limits;
  private final Map<String, @Nullable Object> gathered = new LinkedHashMap<>();
  private int entriesLeft;
  private int charactersLeft;

  private DetailFreezer(EventLimits limits) {
    this.limits = limits;
    this.entriesLeft = limits.maxEntries();
    this.charactersLeft = limits.maxTotalLength();
  }

  /** Returns immutable details; the same object if they are immutable already. */
  static ImmutableDetails freeze(Map<?, ?> details, EventLimits limits) {
    return details instanceof ImmutableDetails immutable
        ? immutable
        : freeze(freezer -> freezer.putAll(details), limits);
  }

  /**
   * Returns the details that {@code gather} puts into a freezer, as immutable values.
   *
   * @throws IllegalArgumentException if a detail is rejected; the message names its path
   */
  static ImmutableDetails freeze(Consumer<DetailFreezer> gather, EventLimits limits) {
    try {
      DetailFreezer freezer = new DetailFreezer(limits);
      gather.accept(freezer);
      return freezer.gathered.isEmpty() ? ImmutableDetails.EMPTY : freezer.map(freezer.gathered, 0);
    } catch (RejectedDetail rejected) {
      throw rejected.asArgumentError();
    }
  }

  /** Adds or replaces a detail. */
  void put(String name, @Nullable Object value) {
    gathered.put(name, value);
  }

  /** Adds or replaces the details in a host's map. */
  void putAll(Map<?, ?> details) {
    if (details != ImmutableDetails.EMPTY) {
      gathered.putAll(copy(details, limits.maxEntries()));
    }
  }

  /** Freezes a map that no other object refers to; replaces its values in place. */
  private ImmutableDetails map(Map<String, @Nullable Object> own, int depth) {
    long before = contentSize();
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
      } catch (RejectedDetail rejected) {
        throw rejected.at("[" + Validation.quoted(entry.getKey()) + "]");
      }
    }
    if (someAbsent) {
      own.values().removeIf(Objects::isNull);
    }
    return new ImmutableDetails(own, contentSize() - before);
  }

  /** Returns the size of what has been frozen so far. */
  private long contentSize() {
    long entries = (long) limits.maxEntries() - entriesLeft;
    return (long) limits.maxTotalLength() - charactersLeft + entries * ContentSize.ENTRY_SIZE;
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
      } catch (RejectedDetail rejected) {
        throw rejected.at("[" + i + "]");
      }
    }
    return Collections.unmodifiableList(Arrays.asList(frozen.toArray()));
  }

  /** Freezes a value nested in {@code depth} lists and maps. */
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
    Object scalar = DetailScalar.freeze(value);
    if (scalar instanceof String || scalar instanceof BigInteger) {
      takeText(scalar.toString());
    }
    return scalar;
  }

  private Object composite(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      requireDepth(depth);
      return map(copy(map, entriesLeft), depth + 1);
    }
    if (value instanceof List<?> list) {
      requireDepth(depth);
      return list(copy(list, entriesLeft), depth + 1);
    }
    return scalar(value);
  }

  private void requireDepth(int depth) {
    if (depth == limits.maxDepth()) {
      throw new RejectedDetail(
          "is nested deeper than maxDepth %s; is there a cycle?".formatted(limits.maxDepth()));
    }
  }

  private void takeEntry() {
    if (--entriesLeft < 0) {
      throw new RejectedDetail("exceed maxEntries %s".formatted(limits.maxEntries()));
    }
  }

  private void takeText(String text) {
    if (text.length() > limits.maxStringLength()) {
      throw new RejectedDetail(
          "has a text of %s characters, beyond maxStringLength %s"
              .formatted(text.length(), limits.maxStringLength()));
    }
    charactersLeft -= text.length();
    if (charactersLeft < 0) {
      throw new RejectedDetail("exceeds maxTotalLength %s".formatted(limits.maxTotalLength()));
    }
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> map, int maxEntries) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    read(
        map.entrySet(),
        maxEntries,
        entry -> {
          String name = name(entry.getKey());
          if (copy.containsKey(name)) {
            throw new RejectedDetail("have the same name twice; every name must be unique");
          }
          copy.put(name, entry.getValue());
        });
    return copy;
  }

  private static List<@Nullable Object> copy(List<?> list, int maxEntries) {
    List<@Nullable Object> copy = new ArrayList<>();
    read(list, maxEntries, copy::add);
    return copy;
  }

  /** Iterates a host's collection, which may throw anything or never end. */
  private static <E> void read(Iterable<? extends E> source, int maxEntries, Consumer<E> action) {
    int count = 0;
    try {
      for (E element : source) {
        if (count++ == maxEntries) {
          throw new RejectedDetail("has more entries than remain of the limit maxEntries");
        }
        action.accept(element);
      }
    } catch (RejectedDetail rejected) {
      throw rejected;
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      throw new RejectedDetail("could not be read: " + failure.getClass().getName(), failure);
    }
  }

  private static String name(@Nullable Object key) {
    if (key instanceof String name && !name.isEmpty()) {
      return name;
    }
    String actual =
        key == null ? "null" : key instanceof String ? "empty" : key.getClass().getName();
    throw new RejectedDetail("have a name that is " + actual + "; every name must be a text");
  }

  /** Insertion-ordered details of frozen values. Immutable and thread-safe. */
  static final class ImmutableDetails extends AbstractMap<String, Object> implements ContentSize {

    static final ImmutableDetails EMPTY = new ImmutableDetails(Collections.emptyMap(), 0);

    private final Map<String, Object> entries;
    private final long contentSize;

    private ImmutableDetails(Map<String, ? extends @Nullable Object> entries, long contentSize) {
      this.entries = Collections.unmodifiableMap(entries);
      this.contentSize = contentSize;
    }

    @Override
    public long contentSize() {
      return contentSize;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return entries.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return entries.containsKey(key);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
      entries.forEach(action);
    }

    @Override
    public Set<String> keySet() {
      return entries.keySet();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return entries.entrySet();
    }
  }

  /** The reason for the rejection of a detail; each enclosing level prepends its path segment. */
  static final class RejectedDetail extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_SEGMENTS = 8;

    private final transient StringBuilder path = new StringBuilder();
    private int segments;

    RejectedDetail(String reason) {
      this(reason, null);
    }

    RejectedDetail(String reason, @Nullable Throwable cause) {
      super(reason, cause, false, false);
    }

    /** Prepends a segment to the path; a long path keeps its innermost segments. */
    RejectedDetail at(String segment) {
      if (segments++ < MAX_SEGMENTS) {
        path.insert(0, segment);
      } else if (segments == MAX_SEGMENTS + 1) {
        path.insert(0, "...");
      }
      return this;
    }

    IllegalArgumentException asArgumentError() {
      return new IllegalArgumentException("details" + path + " " + getMessage(), getCause());
    }
  }
}
