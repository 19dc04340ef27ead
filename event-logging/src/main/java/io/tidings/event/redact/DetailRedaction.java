package io.tidings.event.redact;

import io.tidings.event.EventKind;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.json.internal.FrozenDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Redaction of one event's details. A map or list without secrets is returned as the same object;
 * any other is copied from its first secret on. Confined to one thread.
 */
final class DetailRedaction {

  private final NameCache names;
  private final SecretText text;
  private final List<RedactionRule> rules;
  private final EventKind kind;

  /** Names of details that the event's payload kind exempts from redaction by name. */
  private final Set<String> notSecret;

  private final List<String> path;

  DetailRedaction(
      NameCache names,
      SecretText text,
      List<RedactionRule> rules,
      EventKind kind,
      Set<String> notSecret) {
    this.names = names;
    this.text = text;
    this.rules = rules;
    this.kind = kind;
    this.notSecret = notSecret;
    this.path = rules.isEmpty() ? List.of() : new ArrayList<>();
  }

  /** Returns the details redacted: the same map if nothing was masked. */
  Map<String, Object> redacted(Map<String, Object> details) {
    Map<String, Object> copy =
        details.isEmpty() ? null : copied(details, Sensitivity.NONE, notSecret);
    return copy == null ? details : copy;
  }

  /** Returns a redacted copy of a map, null if it needs no redaction. */
  private @Nullable Map<String, Object> copied(
      Map<?, ?> map, Sensitivity inherited, Set<String> exempt) {
    MapCopy copy = new MapCopy(map, inherited, exempt);
    map.forEach(copy);
    return copy.copy;
  }

  /** Returns the redacted value under a name, null to omit it. */
  private @Nullable Object named(String name, Object value, Sensitivity sensitivity) {
    if (rules.isEmpty()) {
      return value(value, sensitivity);
    }
    path.add(name);
    try {
      return applyRules(value, sensitivity);
    } finally {
      path.remove(path.size() - 1);
    }
  }

  private @Nullable Object applyRules(Object value, Sensitivity sensitivity) {
    Object result = value;
    for (RedactionRule rule : rules) {
      result = applyRule(rule, result);
      if (result == null) {
        return null;
      }
    }
    return value(result, sensitivity);
  }

  private @Nullable Object applyRule(RedactionRule rule, Object value) {
    try {
      Object result = rule.redact(kind, List.copyOf(path), value);
      return result == null || result == value ? result : FrozenDetails.value(result);
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return Redactor.DROPPED;
    }
  }

  private Object value(Object value, Sensitivity sensitivity) {
    if (sensitivity.compareTo(Sensitivity.TOKEN) > 0) {
      return Redactor.MASK;
    }
    if (value instanceof String string) {
      return sensitivity == Sensitivity.NONE ? text.redacted(string) : Redactor.MASK;
    }
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = copied(map, sensitivity, Set.of());
      return copy == null ? map : copy;
    }
    if (value instanceof List<?> list) {
      return list(list, sensitivity);
    }
    return sensitivity == Sensitivity.TOKEN ? Redactor.MASK : value;
  }

  private List<?> list(List<?> list, Sensitivity sensitivity) {
    List<Object> copy = null;
    for (int i = 0; i < list.size(); i++) {
      Object value = list.get(i);
      Object element = rules.isEmpty() ? value(value, sensitivity) : applyRules(value, sensitivity);
      if (copy == null && element != value) {
        copy = new ArrayList<>(list.subList(0, i));
      }
      if (copy != null && element != null) {
        copy.add(element);
      }
    }
    return copy == null ? list : copy;
  }

  /** Copy of a map, made when the first entry differs from the original. */
  private final class MapCopy implements BiConsumer<Object, Object> {
    private final Map<?, ?> map;
    private final Sensitivity inherited;
    private final Set<String> exempt;
    private @Nullable Map<String, Object> copy;
    private int duplicates = 1;

    MapCopy(Map<?, ?> map, Sensitivity inherited, Set<String> exempt) {
      this.map = map;
      this.inherited = inherited;
      this.exempt = exempt;
    }

    @Override
    public void accept(Object key, Object value) {
      String name = (String) key;
      NameCache.Entry entry = names.of(name);
      Sensitivity own = exempt.contains(name) ? entry.exempt() : entry.sensitivity();
      Object result = named(name, value, own.max(inherited));
      String shown = entry.redacted();
      if (copy == null && (result != value || !shown.equals(name))) {
        copy = entriesBefore(name);
      }
      if (copy != null && result != null) {
        copy.put(unique(shown, copy), result);
      }
    }

    private Map<String, Object> entriesBefore(String name) {
      Map<String, Object> clean = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getKey().equals(name)) {
          break;
        }
        clean.put((String) entry.getKey(), entry.getValue());
      }
      return clean;
    }

    /** Returns a name with a number appended if it is equal to another redacted name. */
    private String unique(String name, Map<String, Object> present) {
      String unique = name;
      while (present.containsKey(unique)) {
        unique = name + " (" + ++duplicates + ")";
      }
      return unique;
    }
  }
}
