package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.services.platform.PlatformEmitter;
import io.tidings.event.spi.EventTap;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The origin of the events of a run: for each kind the public methods of services that emitted it,
 * as read from the stack. Thread-safe.
 */
final class Sites implements EventTap {

  private static final String SERVICES = "io.tidings.event.services.";

  private final Map<EventKind, Set<String>> methods = new HashMap<>();

  @Override
  public synchronized void onEvent(DomainEvent event) {
    String method =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames ->
                    frames.filter(Sites::isService).map(Sites::name).findFirst().orElse("unknown"));
    methods.computeIfAbsent(event.kind(), kind -> new TreeSet<>()).add(method);
  }

  /** Returns the methods that emitted a kind as class and name, sorted. */
  synchronized Set<String> of(EventKind kind) {
    return methods.getOrDefault(kind, Set.of());
  }

  private static boolean isService(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    return type.getName().startsWith(SERVICES)
        && type != PlatformEmitter.class
        && Modifier.isPublic(type.getModifiers())
        && Stream.of(type.getDeclaredMethods()).anyMatch(method -> isThat(frame, method));
  }

  private static boolean isThat(StackFrame frame, Method method) {
    return Modifier.isPublic(method.getModifiers())
        && method.getName().equals(frame.getMethodName());
  }

  private static String name(StackFrame frame) {
    return frame.getDeclaringClass().getSimpleName() + "." + frame.getMethodName();
  }
}
