package io.tidings.event.redact;

import io.tidings.event.EventKind;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.json.internal.FrozenDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way through one event's details. What is clean comes back as the same object; copies are made
 * from the first secret on. Confined to one thread.
 */
final class DetailRedaction {

  private final DetailNames names;
  private final SecretText text;
  private final List<RedactionRule> rules;
  private final EventKind kind;
  private final List<String> path;

  DetailRedaction(DetailNames names, SecretText text, List<RedactionRule> rules, EventKind kind) {
    this.names = names;
    this.text = text;
    this.rules = rules;
    this.kind = kind;
    this.path = rules.isEmpty() ? List.of() : new ArrayList<>();
  }

  Map<String, Object> redacted(Map<String, Object> details) {
    Map<String, Object> copy = details.isEmpty() ? null : copied(details, Secrecy.NONE);
    return copy == null ? details : copy;
  }

  /** Returns a copy without secrets, or null if there are none. */
  private @Nullable Map<String, Object> copied(Map<?, ?> map, Secrecy around) {
    MapCopy copy = new MapCopy(map, around);
    map.forEach(copy);
    return copy.copy;
  }

  /** Returns what may be seen of a named value, or null if it is to be left out. */
  private @Nullable Object named(String name, Object value, Secrecy secrecy) {
    if (rules.isEmpty()) {
      return value(value, secrecy);
    }
    path.add(name);
    try {
      return ruled(value, secrecy);
    } finally {
      path.remove(path.size() - 1);
    }
  }

  private @Nullable Object ruled(Object value, Secrecy secrecy) {
    Object left = value;
    for (RedactionRule rule : rules) {
      left = asked(rule, left);
      if (left == null) {
        return null;
      }
    }
    return value(left, secrecy);
  }

  private @Nullable Object asked(RedactionRule rule, Object value) {
    try {
      Object left = rule.redact(kind, List.copyOf(path), value);
      return left == null || left == value ? left : FrozenDetails.value(left);
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return Redactor.DROPPED;
    }
  }

  private Object value(Object value, Secrecy secrecy) {
    if (secrecy.compareTo(Secrecy.TOKEN) > 0) {
      return Redactor.MASK;
    }
    if (value instanceof String found) {
      return secrecy == Secrecy.TOKEN ? Redactor.MASK : text.redacted(found);
    }
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = copied(map, secrecy);
      return copy == null ? map : copy;
    }
    if (value instanceof List<?> list) {
      return list(list, secrecy);
    }
    return secrecy == Secrecy.TOKEN ? Redactor.MASK : value;
  }

  private List<?> list(List<?> list, Secrecy secrecy) {
    List<Object> copy = null;
    for (int i = 0; i < list.size(); i++) {
      Object value = list.get(i);
      Object left = rules.isEmpty() ? value(value, secrecy) : ruled(value, secrecy);
      if (copy == null && left != value) {
        copy = new ArrayList<>(list.subList(0, i));
      }
      if (copy != null && left != null) {
        copy.add(left);
      }
    }
    return copy == null ? list : copy;
  }

  /** A map, copied from the first value on that may not be seen as it is. */
  private final class MapCopy implements BiConsumer<Object, Object> {
    private final Map<?, ?> map;
    private final Secrecy around;
    private @Nullable Map<String, Object> copy;
    private int alike = 1;

    MapCopy(Map<?, ?> map, Secrecy around) {
      this.map = map;
      this.around = around;
    }

    @Override
    public void accept(Object key, Object value) {
      String name = (String) key;
      DetailNames.Name said = names.of(name);
      Object left = named(name, value, said.secrecy().or(around));
      String shown = said.shown();
      if (copy == null && (left != value || !shown.equals(name))) {
        copy = before(name);
      }
      if (copy != null && left != null) {
        copy.put(free(shown, copy), left);
      }
    }

    private Map<String, Object> before(String name) {
      Map<String, Object> clean = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getKey().equals(name)) {
          break;
        }
        clean.put((String) entry.getKey(), entry.getValue());
      }
      return clean;
    }

    /** Names that look alike without the secrets in them get a number. */
    private String free(String name, Map<String, Object> taken) {
      String free = name;
      while (taken.containsKey(free)) {
        free = name + " (" + ++alike + ")";
      }
      return free;
    }
  }
}
