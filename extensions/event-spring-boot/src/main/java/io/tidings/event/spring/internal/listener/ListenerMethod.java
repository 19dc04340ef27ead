package io.tidings.event.spring.internal.listener;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.spring.InvalidListenerException;
import io.tidings.event.spring.OnEvent;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A method with {@link OnEvent} of a bean.
 *
 * @param bean the name of the bean
 * @param type the class of the bean, not of its proxy
 * @param method the method
 * @param listener the annotation
 */
record ListenerMethod(String bean, Class<?> type, Method method, OnEvent listener) {

  private static final String FORMS =
      "change it to (DomainEvent), (P) or (P, DomainEvent), where P is the record of the payload";

  /** Returns the name of the subscription. */
  String name() {
    return listener.name().isEmpty() ? bean + "." + method.getName() : listener.name();
  }

  /** Returns the record of the payload, or null for a method of events alone. */
  @Nullable Class<? extends Record> payload() {
    Class<?>[] parameters = method.getParameterTypes();
    if (method.getReturnType() != void.class) {
      throw invalid("returns %s; return void".formatted(method.getReturnType().getSimpleName()));
    }
    if (parameters.length == 1 && parameters[0] == DomainEvent.class) {
      return null;
    }
    boolean fits =
        parameters.length == 1 || (parameters.length == 2 && parameters[1] == DomainEvent.class);
    if (!fits || !parameters[0].isRecord() || parameters[0] == DomainEvent.class) {
      throw invalid("has parameters that fit no event; " + FORMS);
    }
    if (listener.kinds().length != 1 || listener.category().length > 0) {
      throw invalid("has a payload, so it must name one kind and no category");
    }
    return parameters[0].asSubclass(Record.class);
  }

  /** Returns the selector of the kinds and categories. */
  EventSelector selector() {
    try {
      List<EventSelector> parts = new ArrayList<>();
      if (listener.kinds().length > 0) {
        parts.add(
            EventSelector.kinds(
                Stream.of(listener.kinds()).map(EventKind::of).toArray(EventKind[]::new)));
      }
      Stream.of(listener.category()).map(EventSelector::category).forEach(parts::add);
      return parts.isEmpty()
          ? EventSelector.all()
          : EventSelector.anyOf(parts.toArray(EventSelector[]::new));
    } catch (IllegalArgumentException malformed) {
      throw invalid("names a malformed kind or category: " + malformed.getMessage());
    }
  }

  /** Returns whether the trail calls the method, instead of the bus. */
  boolean isDurable() {
    return !listener.durable().isEmpty();
  }

  /** Returns the number of attempts, given its default. */
  int attempts(int byDefault) {
    return listener.attempts() == 0 ? byDefault : listener.attempts();
  }

  /** Returns an exception that names this method. */
  InvalidListenerException invalid(String problem) {
    return new InvalidListenerException(
        "@OnEvent method %s of bean '%s' %s.".formatted(method.toGenericString(), bean, problem));
  }
}
