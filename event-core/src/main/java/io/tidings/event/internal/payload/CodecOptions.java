package io.tidings.event.internal.payload;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.ValueCodec;
import io.tidings.event.shape.DetailShape;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings of the codecs of one payload kind. Confined to one thread. */
public final class CodecOptions {

  final Map<Class<?>, ValueCodec> codecs = new LinkedHashMap<>();
  final Function<Enum<?>, String> enumText;
  private Function<AnnotatedElement, List<String>> formerNames = element -> List.of();
  private Function<AnnotatedElement, @Nullable String> descriptions = element -> null;
  private @Nullable Lookup lookup;

  private CodecOptions(Function<Enum<?>, String> enumText) {
    this.enumText = enumText;
  }

  /**
   * Returns default settings.
   *
   * @param enumText returns the text of an enum constant
   */
  public static CodecOptions of(Function<Enum<?>, String> enumText) {
    return new CodecOptions(enumText);
  }

  /** Sets the annotation of renamed components. */
  public <A extends Annotation> CodecOptions formerNames(
      Class<A> annotation, Function<A, String[]> names) {
    formerNames =
        element -> {
          A present = element.getAnnotation(annotation);
          return present == null ? List.of() : List.of(names.apply(present));
        };
    return this;
  }

  /** Sets the annotation of described components. */
  public <A extends Annotation> CodecOptions descriptions(
      Class<A> annotation, Function<A, String> text) {
    descriptions = element -> Annotations.text(element, annotation, text);
    return this;
  }

  /** Returns the former names of a component or record. */
  List<String> formerNames(AnnotatedElement element) {
    return formerNames.apply(element);
  }

  /** Returns the description of a component, or null. */
  @Nullable String description(AnnotatedElement element) {
    return descriptions.apply(element);
  }

  /** Returns the host's access to its records, or null if it gives none. */
  @Nullable Lookup lookup() {
    return lookup;
  }

  /** Sets the host's access to its records. */
  public void lookup(Lookup lookup) {
    this.lookup = lookup;
  }

  /**
   * Adds or replaces the codec of a host's type.
   *
   * @throws IllegalArgumentException if the type is primitive or an array
   */
  public <T> void codec(
      Class<T> type, Function<? super T, String> encode, Function<String, ? extends T> decode) {
    if (type.isPrimitive() || type.isArray()) {
      throw new IllegalArgumentException(
          "type must not be primitive or an array, but is %s; use a class of your own"
              .formatted(type.getTypeName()));
    }
    codecs.put(type, new HostCodec(type, value -> encode.apply(type.cast(value)), decode));
  }

  /** ValueCodec of a host's type through a text; both functions are the host's. */
  private record HostCodec(
      Class<?> type, Function<Object, String> encode, Function<String, ?> decode)
      implements ValueCodec {

    @Override
    public DetailShape shape() {
      return new DetailShape.Scalar(type);
    }

    @Override
    public Object encode(Object value) {
      return checked(encode, value);
    }

    @Override
    public Object decode(Object detail) {
      if (!(detail instanceof String text)) {
        throw RejectedValue.inexact(detail, type);
      }
      return checked(decode, text);
    }

    /** Discards what a function throws, as a parser's message would disclose the value. */
    private <T> Object checked(Function<T, ?> function, T argument) {
      String outcome = "returned null";
      try {
        Object result = function.apply(argument);
        if (result != null) {
          return result;
        }
      } catch (Throwable failure) {
        FatalErrors.rethrow(failure);
        outcome = "threw " + failure.getClass().getName();
      }
      throw new RejectedValue(
          "is not converted: the codec of %s %s".formatted(type.getName(), outcome));
    }
  }
}
