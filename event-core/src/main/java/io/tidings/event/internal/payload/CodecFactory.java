package io.tidings.event.internal.payload;

import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.Scalars;
import io.tidings.event.internal.ValueCodec;
import io.tidings.event.internal.payload.RecordCodec.Component;
import io.tidings.event.internal.payload.RecordCodec.Element;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resolution of the codecs of one payload record; every type that is not supported is rejected here
 * and not when an event is built. Confined to one thread.
 *
 * @contract PAY-05, PAY-06
 */
final class CodecFactory {

  private final CodecOptions options;
  private final Class<?> root;
  private final Map<Class<?>, RecordCodec> records = new HashMap<>();
  private final Set<Class<?>> open = new LinkedHashSet<>();
  private final Set<Class<?>> usedCodecs = new HashSet<>();

  CodecFactory(CodecOptions options, Class<?> root) {
    this.options = options;
    this.root = root;
  }

  RecordCodec payload() {
    if (!root.isRecord()) {
      throw new IllegalArgumentException(
          "type must be a record, but is %s; declare the payload as a record"
              .formatted(root.getName()));
    }
    RecordCodec payload = record(root, "");
    for (Class<?> type : options.codecs.keySet()) {
      if (!usedCodecs.contains(type)) {
        throw new IllegalArgumentException(
            "no component of %s has the type %s of a codec; name the declared type"
                .formatted(root.getName(), type.getName()));
      }
    }
    return payload;
  }

  /** Returns the codec of a record at a component path, which is empty for the payload itself. */
  RecordCodec record(Class<?> type, String path) {
    RecordCodec known = records.get(type);
    if (known != null) {
      return known;
    }
    if (!open.add(type)) {
      throw rejected(
          path, "record %s contains itself; refer to it by an id".formatted(type.getName()));
    }
    if (type.getTypeParameters().length > 0) {
      throw rejected(
          path,
          "record %s is generic; declare a record with the actual types".formatted(type.getName()));
    }
    RecordAccess access = new RecordAccess(type, options.lookup());
    List<Component> components = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.add(component(component, access, path));
    }
    requireUniqueNames(components, type, path);
    RecordCodec codec = new RecordCodec(type, access.constructor(), components);
    open.remove(type);
    records.put(type, codec);
    return codec;
  }

  private Component component(RecordComponent component, RecordAccess access, String outer) {
    String path = outer.isEmpty() ? component.getName() : outer + "." + component.getName();
    Type type = component.getGenericType();
    boolean isOptional =
        component.getType() == Optional.class && !options.codecs.containsKey(Optional.class);
    return new Component(
        DetailNames.snakeCase(component.getName()),
        options.formerNames(component),
        options.description(component),
        access.accessor(component),
        element(isOptional ? argument(type, 0, path) : type, path),
        isOptional,
        component.getType().isPrimitive());
  }

  private void requireUniqueNames(List<Component> components, Class<?> type, String path) {
    Set<String> names = new HashSet<>();
    for (Component component : components) {
      List<String> all = new ArrayList<>(component.formerNames());
      all.add(component.name());
      for (String name : all) {
        if (name.isEmpty() || !names.add(name)) {
          throw rejected(
              path,
              "record %s has two components, or former names, with the detail name %s; rename one"
                  .formatted(type.getName(), RejectedValue.quoted(name)));
        }
      }
    }
  }

  private Element element(Type type, String path) {
    Class<?> raw =
        type instanceof ParameterizedType generic
            ? (Class<?>) generic.getRawType()
            : type instanceof Class<?> plain ? plain : Object.class;
    return new Element(Scalars.boxed(raw), codec(type, raw, path));
  }

  private ValueCodec codec(Type type, Class<?> raw, String path) {
    ValueCodec own = options.codecs.get(raw);
    if (own != null && type != Object.class) {
      usedCodecs.add(raw);
      return own;
    }
    if (type instanceof Class<?>) {
      return ofClass(raw, path);
    }
    if (type instanceof ParameterizedType) {
      return ofGeneric(type, raw, path);
    }
    throw type instanceof GenericArrayType
        ? array(type, path)
        : rejected(path, "type %s is not exact; name the type itself".formatted(type));
  }

  private ValueCodec ofGeneric(Type type, Class<?> raw, String path) {
    if (raw == List.class || raw == Set.class) {
      return new CollectionCodec(raw, element(argument(type, 0, path), path + "[]"));
    }
    if (raw == Map.class && argument(type, 0, path) == String.class) {
      return new CollectionCodec(raw, element(argument(type, 1, path), path + "[]"));
    }
    if (raw == Map.class) {
      throw rejected(path, "type %s has keys that are no texts; use String".formatted(type));
    }
    if (raw == Optional.class) {
      throw rejected(path, "an Optional inside another type has no detail; leave elements out");
    }
    if (raw.isRecord()) {
      return record(raw, path);
    }
    throw unsupported(type, raw, path);
  }

  private ValueCodec ofClass(Class<?> type, String path) {
    ValueCodec scalar = Scalars.codec(type);
    if (scalar != null) {
      return scalar;
    }
    if (type.isArray()) {
      throw array(type, path);
    }
    if (type == Object.class) {
      return PlainCodec.INSTANCE;
    }
    if (type.isEnum()) {
      return enumCodec(type, path);
    }
    if (type.isRecord()) {
      return record(type, path);
    }
    if (type.isInterface() && type.isSealed()) {
      return SealedCodec.of(type, this, path);
    }
    if (type == List.class || type == Set.class || type == Map.class || type == Optional.class) {
      throw rejected(path, "type %s is raw; name the type of its elements".formatted(type));
    }
    throw unsupported(type, type, path);
  }

  private EnumCodec enumCodec(Class<?> type, String path) {
    try {
      return EnumCodec.of(type, options.enumText);
    } catch (RejectedValue rejected) {
      throw rejected(path, "a constant of enum " + rejected.getMessage());
    }
  }

  private Type argument(Type type, int index, String path) {
    if (type instanceof ParameterizedType generic) {
      return generic.getActualTypeArguments()[index];
    }
    throw rejected(path, "type %s is raw; name the type of its elements".formatted(type));
  }

  List<String> formerNames(Class<?> type) {
    return options.formerNames(type);
  }

  private IllegalArgumentException array(Type type, String path) {
    return rejected(
        path,
        "type %s is an array, which is neither immutable nor equal by value; use a List"
            .formatted(type.getTypeName()));
  }

  private IllegalArgumentException unsupported(Type type, Class<?> raw, String path) {
    return rejected(
        path,
        "type %s is not supported; use a record, an enum, a sealed interface of records, List, Set,"
                .formatted(type.getTypeName())
            + " Map or a JDK value type, or set PayloadKind.builder(...).codec(%s.class, ...)"
                .formatted(raw.getSimpleName()));
  }

  IllegalArgumentException rejected(String path, String reason) {
    String place = path.isEmpty() ? root.getName() : path + " of " + root.getName();
    return new IllegalArgumentException("component " + place + ": " + reason);
  }
}
