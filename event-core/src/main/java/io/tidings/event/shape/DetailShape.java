package io.tidings.event.shape;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Form of the values that one detail of a payload kind may have. A finite tree, as payload records
 * never contain themselves. Immutable, thread-safe and equal by value.
 *
 * @contract CAT-05
 */
public sealed interface DetailShape {

  /**
   * A text, boolean or number.
   *
   * @param type the Java type, boxed: {@code String}, {@code Boolean}, a number, or a type whose
   *     values are texts, such as {@code Instant} or a host's type with a codec
   */
  record Scalar(Class<?> type) implements DetailShape {
    /** Creates a shape. */
    public Scalar {
      requireNonNull(type, "type");
    }
  }

  /**
   * One of several texts: the constants of an enum.
   *
   * @param texts the texts, in the order of the constants
   */
  record Choice(List<String> texts) implements DetailShape {
    /** Creates a shape. */
    public Choice {
      texts = List.copyOf(texts);
    }
  }

  /**
   * A list.
   *
   * @param element the shape of each element
   * @param isSet whether no element occurs twice
   */
  record Elements(DetailShape element, boolean isSet) implements DetailShape {
    /** Creates a shape. */
    public Elements {
      requireNonNull(element, "element");
    }
  }

  /**
   * A map with any names.
   *
   * @param value the shape of each value
   */
  record Entries(DetailShape value) implements DetailShape {
    /** Creates a shape. */
    public Entries {
      requireNonNull(value, "value");
    }
  }

  /**
   * The details of a record.
   *
   * @param type the record
   * @param components the details, in the order of the components
   */
  record Structure(Class<?> type, List<Component> components) implements DetailShape {
    /** Creates a shape. */
    public Structure {
      requireNonNull(type, "type");
      components = List.copyOf(components);
    }
  }

  /**
   * The details of one of several records, which an entry {@code type} names.
   *
   * @param structures the structures by the text of {@code type}, in the order of declaration
   */
  record Alternatives(Map<String, Structure> structures) implements DetailShape {
    /** Creates a shape. */
    public Alternatives {
      structures = Collections.unmodifiableMap(new LinkedHashMap<>(structures));
    }
  }

  /** Any value that details hold. */
  record Anything() implements DetailShape {}

  /**
   * One detail of a record.
   *
   * @param name the name, in snake_case
   * @param shape the form of its value
   * @param isRequired whether every event has the detail; otherwise it may be absent
   * @param formerNames the names that it is also read by
   * @param description the text of {@code @Description}, or null
   */
  record Component(
      String name,
      DetailShape shape,
      boolean isRequired,
      List<String> formerNames,
      @Nullable String description) {
    /** Creates a component. */
    public Component {
      requireNonNull(name, "name");
      requireNonNull(shape, "shape");
      formerNames = List.copyOf(formerNames);
    }
  }
}
