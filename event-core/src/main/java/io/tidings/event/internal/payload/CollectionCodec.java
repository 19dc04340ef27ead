package io.tidings.event.internal.payload;

import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.ValueCodec;
import io.tidings.event.internal.payload.RecordCodec.Element;
import io.tidings.event.shape.DetailShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ValueCodec of a List, a Set (a list in the order of iteration) or a Map with text keys. Decoded
 * collections are unmodifiable.
 */
record CollectionCodec(Class<?> type, Element element) implements ValueCodec {

  @Override
  public DetailShape shape() {
    DetailShape shape = element.codec().shape();
    return type == Map.class
        ? new DetailShape.Entries(shape)
        : new DetailShape.Elements(shape, type == Set.class);
  }

  @Override
  public Object encode(Object value) {
    return new Elements(value, element);
  }

  @Override
  public Object decode(Object detail) {
    if (type == Map.class && detail instanceof Map<?, ?> entries) {
      Map<Object, Object> values = new LinkedHashMap<>();
      entries.forEach((name, entry) -> values.put(name, decoded((String) name, entry)));
      return Collections.unmodifiableMap(values);
    }
    if (type == Map.class || !(detail instanceof List<?> elements)) {
      throw RejectedValue.inexact(detail, type);
    }
    if (type == Set.class) {
      Set<Object> values = new LinkedHashSet<>();
      decode(elements, values);
      return Collections.unmodifiableSet(values);
    }
    List<Object> values = new ArrayList<>(elements.size());
    decode(elements, values);
    return Collections.unmodifiableList(values);
  }

  private void decode(List<?> details, Collection<Object> values) {
    for (int i = 0; i < details.size(); i++) {
      try {
        if (!values.add(element.decode(details.get(i)))) {
          throw new RejectedValue("occurs twice, but its type is java.util.Set");
        }
      } catch (RejectedValue rejected) {
        throw rejected.at(i);
      }
    }
  }

  private Object decoded(String name, Object entry) {
    try {
      return element.decode(entry);
    } catch (RejectedValue rejected) {
      throw rejected.at(name);
    }
  }
}
