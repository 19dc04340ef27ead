package io.tidings.event.spring;

import io.tidings.event.DomainEvent;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.aot.hint.annotation.SimpleReflectiveProcessor;

/** Hints for a native image: the method of a listener, and the record of its payload. */
final class OnEventHints implements ReflectiveProcessor {

  private final ReflectiveProcessor method = new SimpleReflectiveProcessor();

  @Override
  public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
    method.registerReflectionHints(hints, element);
    if (element instanceof Method listener) {
      Stream.of(listener.getParameterTypes())
          .filter(Class::isRecord)
          .filter(type -> type != DomainEvent.class)
          .forEach(
              type -> new BindingReflectionHintsRegistrar().registerReflectionHints(hints, type));
    }
  }
}
