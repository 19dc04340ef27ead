package io.tidings.event.cli;

import io.tidings.event.EventCatalog;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Static field or method of a host's class that holds a catalogue. Immutable.
 *
 * @param className the binary name of the class
 * @param name the name of the field or method
 */
record CatalogMember(String className, String name) {

  private static final Pattern FORM = Pattern.compile("([^#]+)#([^#]+)");

  /** Returns the member of a text such as {@code com.acme.Events#CATALOG}. */
  static CatalogMember parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--catalog '%s' must have the form com.acme.Events#CATALOG".formatted(text));
    }
    return new CatalogMember(form.group(1), form.group(2));
  }

  /**
   * Returns the catalogue.
   *
   * @throws IllegalArgumentException if there is no such class or member, or it is of another type
   * @throws IllegalStateException if the host's code throws
   */
  EventCatalog read(ClassLoader loader) {
    try {
      return checked(value(Class.forName(className, false, loader)));
    } catch (ClassNotFoundException missing) {
      throw new IllegalArgumentException(
          "class %s is not on the class path; check --class-path and --catalog"
              .formatted(className),
          missing);
    } catch (ExceptionInInitializerError | InvocationTargetException failure) {
      throw new IllegalStateException(
          "%s cannot be read: %s".formatted(this, failure.getCause()), failure);
    } catch (LinkageError incomplete) {
      throw new IllegalArgumentException(
          "class %s cannot be loaded: %s; add the jars that it needs to --class-path"
              .formatted(className, incomplete),
          incomplete);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private @Nullable Object value(Class<?> type)
      throws IllegalAccessException, InvocationTargetException {
    Field field = field(type);
    if (field != null) {
      require(field, field.getType());
      field.setAccessible(true);
      return field.get(null);
    }
    Method method = method(type);
    require(method, method.getReturnType());
    method.setAccessible(true);
    return method.invoke(null);
  }

  private @Nullable Field field(Class<?> type) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException missing) {
      return null;
    }
  }

  private Method method(Class<?> type) {
    try {
      return type.getDeclaredMethod(name);
    } catch (NoSuchMethodException missing) {
      throw new IllegalArgumentException(
          "class %s has no static field, and no static method without parameters, named %s"
              .formatted(className, name),
          missing);
    }
  }

  private void require(Member member, Class<?> type) {
    if (!Modifier.isStatic(member.getModifiers())) {
      throw new IllegalArgumentException("%s is not static".formatted(this));
    }
    if (!EventCatalog.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          "%s is a %s; name a static member of type EventCatalog"
              .formatted(this, type.getTypeName()));
    }
  }

  private EventCatalog checked(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("%s is null".formatted(this));
    }
    return (EventCatalog) value;
  }

  /** Returns the text as on the command line. */
  @Override
  public String toString() {
    return className + "#" + name;
  }
}
