package io.tidings.event;

import io.tidings.event.spi.EventTap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Log of the events that listeners received, one line each. Thread-safe. */
final class RecordedEvents {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  void add(String line) {
    lines.add(line);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns a handler that notes its name and the event's kind. */
  EventHandler handler(String name) {
    return event -> add(name + " " + event.kind().id());
  }

  /** Returns a handler that notes its name and the event's kind, and then does something. */
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

  EventTap tap(String name, EventHandler then) {
    return event -> {
      add(name + " " + event.kind().id());
      then.handle(event);
    };
  }
}
