package io.tidings.event.internal.payload;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Texts in the annotations of a host's constants, records and components. */
public final class Annotations {

  private Annotations() {}

  /** Returns the text in the annotation of an element, or null if it has none. */
  public static <A extends Annotation> @Nullable String text(
      AnnotatedElement element, Class<A> annotation, Function<A, String> text) {
    A present = element.getAnnotation(annotation);
    return present == null ? null : text.apply(present);
  }

  /** Returns the text in the annotation of an enum constant, or null if it has none. */
  public static <A extends Annotation> @Nullable String text(
      Enum<?> constant, Class<A> annotation, Function<A, String> text) {
    for (Field field : constant.getDeclaringClass().getDeclaredFields()) {
      if (field.getName().equals(constant.name())) {
        return text(field, annotation, text);
      }
    }
    return null;
  }
}
