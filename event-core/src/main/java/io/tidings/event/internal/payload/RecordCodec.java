package io.tidings.event.internal.payload;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.ValueCodec;
import io.tidings.event.shape.DetailShape;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conversion between a record and the details of its components.
 *
 * @contract PAY-04, PAY-05, PAY-08
 */
public final class RecordCodec implements ValueCodec {

  private final Class<?> type;
  private final MethodHandle constructor;
  private final Component[] components;

  RecordCodec(Class<?> type, MethodHandle constructor, List<Component> components) {
    this.type = type;
    this.constructor = constructor;
    this.components = components.toArray(Component[]::new);
  }

  /**
   * Returns the codec of a record.
   *
   * @throws IllegalArgumentException if the record, or a type in it, is not supported; the message
   *     names the component path
   */
  public static RecordCodec of(Class<?> type, CodecOptions options) {
    return new CodecFactory(options, type).payload();
  }

  /** Returns the names of the details, in the order of the components. */
  public List<String> names() {
    return Stream.of(components).map(Component::name).toList();
  }

  /** Returns whether a detail with a name is read. */
  boolean hasName(String name) {
    return Stream.of(components)
        .anyMatch(each -> each.name.equals(name) || each.formerNames.contains(name));
  }

  /**
   * Adds names and details of a record's components to {@code details}, without absent ones.
   *
   * @throws RejectedValue if a component has no exact detail
   */
  public void encode(Object record, Map<String, @Nullable Object> details) {
    for (Component component : components) {
      try {
        Object detail = component.detail(record);
        if (detail != null) {
          details.put(component.name, detail);
        }
      } catch (RejectedValue rejected) {
        throw rejected.at(component.name);
      }
    }
  }

  @Override
  public DetailShape.Structure shape() {
    return new DetailShape.Structure(type, Stream.of(components).map(Component::shape).toList());
  }

  @Override
  public Object encode(Object record) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    encode(record, details);
    return details;
  }

  @Override
  public Object decode(Object detail) {
    if (!(detail instanceof Map<?, ?> details)) {
      throw RejectedValue.inexact(detail, type);
    }
    @Nullable Object[] arguments = new Object[components.length];
    for (int i = 0; i < arguments.length; i++) {
      try {
        arguments[i] = components[i].value(details);
      } catch (RejectedValue rejected) {
        throw rejected.at(components[i].name);
      }
    }
    return created(arguments);
  }

  private Object created(@Nullable Object[] arguments) {
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      throw new RejectedValue(
          "do not make a record: the constructor of %s threw %s"
              .formatted(type.getName(), failure.getClass().getName()),
          failure);
    }
  }

  /**
   * A component of a record.
   *
   * @param name the detail's name
   * @param formerNames the names to read it by if there is no detail with its name
   * @param description the host's description, or null
   * @param accessor the accessor, from Object to Object
   * @param element the component's value; the content of an Optional
   * @param isOptional whether the component is an Optional
   * @param isPrimitive whether the component cannot be null
   */
  record Component(
      String name,
      List<String> formerNames,
      @Nullable String description,
      MethodHandle accessor,
      Element element,
      boolean isOptional,
      boolean isPrimitive) {

    DetailShape.Component shape() {
      return new DetailShape.Component(
          name, element.codec().shape(), isPrimitive, formerNames, description);
    }

    @Nullable Object detail(Object record) {
      Object value = read(record);
      if (!isOptional) {
        return value == null ? null : element.codec().encode(value);
      }
      if (!(value instanceof Optional<?> optional)) {
        throw new RejectedValue("is a null Optional; use Optional.empty()");
      }
      return optional.isEmpty() ? null : element.encode(optional.get());
    }

    private @Nullable Object read(Object record) {
      try {
        return (@Nullable Object) accessor.invokeExact(record);
      } catch (Throwable failure) {
        FatalErrors.rethrow(failure);
        throw new RejectedValue(
            "could not be read: the accessor of %s threw %s"
                .formatted(record.getClass().getName(), failure.getClass().getName()),
            failure);
      }
    }

    @Nullable Object value(Map<?, ?> details) {
      Object detail = detail(details);
      if (detail == null) {
        return absent();
      }
      Object value = element.decode(detail);
      return isOptional ? Optional.of(value) : value;
    }

    private @Nullable Object detail(Map<?, ?> details) {
      Object detail = details.get(name);
      for (int i = 0; detail == null && i < formerNames.size(); i++) {
        detail = details.get(formerNames.get(i));
      }
      return detail;
    }

    private @Nullable Object absent() {
      if (isPrimitive) {
        throw new RejectedValue(
            "is absent, but its component is primitive; declare it as %s to read null"
                .formatted(element.type().getSimpleName()));
      }
      return isOptional ? Optional.empty() : null;
    }
  }

  /**
   * A value in a list, set, map or Optional, whose type no accessor checks.
   *
   * @param type the type, boxed
   */
  record Element(Class<?> type, ValueCodec codec) {

    /** The text by which event-logging's Redactor replaces a value. */
    private static final String MASK = "[redacted]";

    Object decode(Object detail) {
      if (MASK.equals(detail)) {
        throw RejectedValue.redacted();
      }
      return codec.decode(detail);
    }

    Object encode(@Nullable Object value) {
      if (value == null) {
        throw new RejectedValue("is null; leave the element out");
      }
      if (!type.isInstance(value)) {
        throw new RejectedValue(
            "is a %s, but its type is %s".formatted(value.getClass().getName(), type.getName()));
      }
      return codec.encode(value);
    }
  }
}
