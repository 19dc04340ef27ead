package io.tidings.event.internal.payload;

import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.payload.RecordCodec.Element;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * Encoded elements of a host's collection, or entries of its map, read once and while they are
 * iterated: a limit of the reader also ends a collection without an end.
 */
public final class Elements implements Iterable<Object> {

  private final Object source;
  private final Element element;

  Elements(Object source, Element element) {
    this.source = source;
    this.element = element;
  }

  /** Returns whether the elements are map entries. */
  public boolean areEntries() {
    return source instanceof Map;
  }

  @Override
  public Iterator<Object> iterator() {
    Collection<?> values =
        source instanceof Map<?, ?> map ? map.entrySet() : (Collection<?>) source;
    Iterator<?> iterator = values.iterator();
    return new Iterator<>() {
      private int index;

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Object next() {
        Object next = iterator.next();
        return areEntries() ? entry((Map.Entry<?, ?>) next) : element(next, index++);
      }
    };
  }

  private Object element(Object value, int index) {
    try {
      return element.encode(value);
    } catch (RejectedValue rejected) {
      throw rejected.at(index);
    }
  }

  private Object entry(Map.Entry<?, ?> entry) {
    Object key = entry.getKey();
    try {
      return new SimpleImmutableEntry<>(key, element.encode(entry.getValue()));
    } catch (RejectedValue rejected) {
      throw key instanceof String name ? rejected.at(name) : rejected;
    }
  }
}
