package io.tidings.event;

import io.tidings.event.internal.ContentSize;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.payload.Elements;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of a host's details to immutable values with one exact JSON form, within limits. A
 * collection is copied once; the host must not change it meanwhile. Confined to one thread; one
 * instance freezes the details of one event.
 *
 * @contract EVT-06, EVT-11, LIM-01
 */
final class DetailFreezer {

  private static final String REMEDY =
      "; leave some out, or raise the limit with EventFactory.withLimits";

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
    long mark = ThreadState.mark();
    try {
      DetailFreezer freezer = new DetailFreezer(limits);
      gather.accept(freezer);
      return freezer.gathered.isEmpty() ? ImmutableDetails.EMPTY : freezer.map(freezer.gathered, 0);
    } catch (RejectedValue rejected) {
      throw rejected.asArgumentError();
    } finally {
      ThreadState.discardSince(mark);
    }
  }

  /**
   * Returns the details in a map that no other object refers to; replaces its values in place. A
   * map that was rejected can be frozen again.
   *
   * @throws IllegalArgumentException if a detail is rejected; the message names its path
   */
  static ImmutableDetails freezeOwn(Map<String, @Nullable Object> own, EventLimits limits) {
    long size = freezeSingle(own, limits);
    return size >= 0
        ? new ImmutableDetails(own, size)
        : freeze(freezer -> own.forEach(freezer::put), limits);
  }

  /**
   * Freezes details of the most common types, without an allocation and without host code. Returns
   * their size, or -1 if there is another detail or one that exceeds a limit.
   */
  private static long freezeSingle(Map<String, @Nullable Object> own, EventLimits limits) {
    long characters = 0;
    int longest = 0;
    for (Map.Entry<String, @Nullable Object> entry : own.entrySet()) {
      Object value = entry.getValue();
      if (value instanceof String text) {
        longest = Math.max(longest, text.length());
        characters += text.length();
      } else if (value instanceof Integer number) {
        entry.setValue(number.longValue());
      } else if (!(value instanceof Long || value instanceof Boolean)) {
        return -1;
      }
      longest = Math.max(longest, entry.getKey().length());
      characters += entry.getKey().length();
    }
    boolean fits =
        longest <= limits.maxStringLength()
            && characters <= limits.maxTotalLength()
            && own.size() <= limits.maxEntries();
    return fits ? characters + (long) own.size() * ContentSize.ENTRY_SIZE : -1;
  }

  /** Adds or replaces a detail. */
  void put(String name, @Nullable Object value) {
    gathered.put(name, value);
  }

  /** Adds or replaces the details in a host's map. */
  void putAll(Map<?, ?> details) {
    if (details != ImmutableDetails.EMPTY) {
      gathered.putAll(copyOfEntries(details.entrySet(), limits.maxEntries()));
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
      } catch (RejectedValue rejected) {
        throw rejected.at(entry.getKey());
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
      } catch (RejectedValue rejected) {
        throw rejected.at(i);
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
      return map(copyOfEntries(map.entrySet(), entriesLeft), depth + 1);
    }
    if (value instanceof Elements elements && elements.areEntries()) {
      requireDepth(depth);
      return map(copyOfEntries(elements, entriesLeft), depth + 1);
    }
    if (value instanceof List<?> || value instanceof Elements) {
      requireDepth(depth);
      return list(copy((Iterable<?>) value, entriesLeft), depth + 1);
    }
    return scalar(value);
  }

  private void requireDepth(int depth) {
    if (depth == limits.maxDepth()) {
      throw new RejectedValue(
          "is nested deeper than maxDepth %s; is there a cycle?".formatted(limits.maxDepth()));
    }
  }

  private void takeEntry() {
    if (--entriesLeft < 0) {
      throw new RejectedValue("exceed maxEntries %s%s".formatted(limits.maxEntries(), REMEDY));
    }
  }

  private void takeText(String text) {
    if (text.length() > limits.maxStringLength()) {
      throw new RejectedValue(
          "has a text of %s characters, beyond maxStringLength %s%s"
              .formatted(text.length(), limits.maxStringLength(), REMEDY));
    }
    charactersLeft -= text.length();
    if (charactersLeft < 0) {
      throw new RejectedValue(
          "exceeds maxTotalLength %s%s".formatted(limits.maxTotalLength(), REMEDY));
    }
  }

  private static Map<String, @Nullable Object> copyOfEntries(Iterable<?> entries, int maxEntries) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    read(
        entries,
        maxEntries,
        each -> {
          Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
          String name = name(entry.getKey());
          if (copy.containsKey(name)) {
            throw new RejectedValue("have the same name twice; every name must be unique");
          }
          copy.put(name, entry.getValue());
        });
    return copy;
  }

  private static List<@Nullable Object> copy(Iterable<?> list, int maxEntries) {
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
          throw new RejectedValue("has more entries than remain of maxEntries" + REMEDY);
        }
        action.accept(element);
      }
    } catch (RejectedValue rejected) {
      throw rejected;
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      throw new RejectedValue("could not be read: " + failure.getClass().getName(), failure);
    }
  }

  private static String name(@Nullable Object key) {
    if (key instanceof String name && !name.isEmpty()) {
      return name;
    }
    String actual =
        key == null ? "null" : key instanceof String ? "empty" : key.getClass().getName();
    throw new RejectedValue("have a name that is " + actual + "; every name must be a text");
  }

  /**
   * Insertion-ordered details of frozen values, with the payloads that they were made of or read
   * as. Payloads take no part in equality, copies or iteration. Immutable and thread-safe.
   */
  static final class ImmutableDetails extends AbstractMap<String, Object> implements ContentSize {

    static final ImmutableDetails EMPTY = new ImmutableDetails(new LinkedHashMap<>(), 0);

    /** The entries, which no code outside this class can reach but through an unmodifiable view. */
    private final Map<String, Object> entries;

    private final long contentSize;

    private volatile @Nullable Payload payloads;

    private ImmutableDetails(Map<String, Object> entries, long contentSize) {
      this.entries = entries;
      this.contentSize = contentSize;
    }

    @Override
    public int size() {
      return entries.size();
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
      return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return Collections.unmodifiableMap(entries).entrySet();
    }

    /** Returns these details, made of a payload that all readers of its type receive. */
    ImmutableDetails madeOf(Record payload) {
      ImmutableDetails own = this == EMPTY ? new ImmutableDetails(entries, 0) : this;
      own.payloads = new Payload(payload, null);
      return own;
    }

    /** Returns the payload of a type; the one that the first call decodes, unless made of one. */
    <P extends Record> P payload(Class<P> type, Function<ImmutableDetails, P> decode) {
      P present = present(type);
      return present != null ? present : retained(type, decode.apply(this));
    }

    private synchronized <P extends Record> P retained(Class<P> type, P decoded) {
      P earlier = present(type);
      if (earlier != null) {
        return earlier;
      }
      if (this != EMPTY) {
        payloads = new Payload(decoded, payloads);
      }
      return decoded;
    }

    private <P extends Record> @Nullable P present(Class<P> type) {
      for (Payload each = payloads; each != null; each = each.next) {
        if (type.isInstance(each.value)) {
          return type.cast(each.value);
        }
      }
      return null;
    }

    private record Payload(Record value, @Nullable Payload next) {}
  }
}
