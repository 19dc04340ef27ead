package io.tidings.event.testkit.contract;

import io.tidings.event.EventHandler;
import io.tidings.event.spi.EventTap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Calls of listeners in order, as short lines. Thread-safe. */
final class Notes {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  void add(@Nullable Object line) {
    lines.add(String.valueOf(line));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns a handler that notes its name and the event's kind. */
  EventHandler handler(String name) {
    return handler(name, event -> {});
  }

  /** Returns a handler that notes its name and the event's kind, then calls another handler. */
  EventHandler handler(String name, EventHandler then) {
    return event -> {
      add(name + " " + event.kind().id());
      then.handle(event);
    };
  }

  /** Returns a tap that notes its name and the event's kind. */
  EventTap tap(String name) {
    return tap(name, event -> {});
  }

  /** Returns a tap that notes its name and the event's kind, then calls a handler. */
  EventTap tap(String name, EventHandler then) {
    return handler(name, then)::handle;
  }
}
