package io.tidings.event.cli.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.testkit.RecordingEventBus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bus and the events that were emitted on it. */
final class Recorded {

  final RecordingEventBus bus = RecordingEventBus.create();

  List<DomainEvent> events() {
    return bus.recording().events();
  }

  List<String> kinds() {
    return events().stream().map(event -> event.kind().id()).toList();
  }

  List<DomainEvent> of(EventKind kind) {
    return bus.recording().events(kind);
  }

  DomainEvent only(EventKind kind) {
    List<DomainEvent> found = of(kind);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + kind.id() + ", but there are " + found.size());
    }
    return found.get(0);
  }

  /** Returns the kinds from an event up to what caused all of it. */
  List<String> causesOf(DomainEvent event) {
    List<String> kinds = new ArrayList<>();
    for (DomainEvent next = event; next != null; next = find(next.causationId())) {
      kinds.add(next.kind().id());
    }
    return kinds;
  }

  private @Nullable DomainEvent find(@Nullable String id) {
    return events().stream().filter(event -> event.id().equals(id)).findFirst().orElse(null);
  }
}
