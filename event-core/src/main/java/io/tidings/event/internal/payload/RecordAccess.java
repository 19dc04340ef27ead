package io.tidings.event.internal.payload;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Method handles of a record, through the host's lookup if it gives one. */
final class RecordAccess {

  private final Class<?> record;
  private final @Nullable Lookup lookup;

  RecordAccess(Class<?> record, @Nullable Lookup lookup) {
    this.record = record;
    this.lookup = lookup;
  }

  /** Returns the accessor of a component, from Object to Object. */
  MethodHandle accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    return handle(accessor, access -> access.unreflect(accessor))
        .asType(MethodType.methodType(Object.class, Object.class));
  }

  /** Returns the canonical constructor, from Object[] to Object. */
  MethodHandle constructor() {
    Class<?>[] types =
        Stream.of(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = record.getDeclaredConstructor(types);
      return handle(constructor, access -> access.unreflectConstructor(constructor))
          .asFixedArity()
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(
          record + " has no canonical constructor; compile it again", impossible);
    }
  }

  private MethodHandle handle(AccessibleObject member, Unreflection unreflection) {
    try {
      Lookup access = hostsAccess();
      if (access == null && !member.trySetAccessible()) {
        throw inaccessible();
      }
      return unreflection.handle(access != null ? access : MethodHandles.lookup());
    } catch (IllegalAccessException refused) {
      throw inaccessible();
    }
  }

  /** Returns the host's access to the record; null if there is no lookup or it does not reach. */
  private @Nullable Lookup hostsAccess() {
    try {
      return lookup == null ? null : MethodHandles.privateLookupIn(record, lookup);
    } catch (IllegalAccessException outOfReach) {
      return null;
    }
  }

  private IllegalArgumentException inaccessible() {
    String reader = RecordAccess.class.getModule().getName();
    String opens =
        "\"opens %s%s;\"".formatted(record.getPackageName(), reader == null ? "" : " to " + reader);
    String exports =
        Modifier.isPublic(record.getModifiers())
            ? "\"exports %s;\" or ".formatted(record.getPackageName())
            : "";
    return new IllegalArgumentException(
        "record %s is not accessible; add %s%s to the module-info of %s, or set"
                .formatted(record.getName(), exports, opens, record.getModule().getName())
            + " PayloadKind.builder(...).lookup(MethodHandles.lookup())");
  }

  /** Access to a member through a lookup. */
  @FunctionalInterface
  private interface Unreflection {
    MethodHandle handle(Lookup access) throws IllegalAccessException;
  }
}
