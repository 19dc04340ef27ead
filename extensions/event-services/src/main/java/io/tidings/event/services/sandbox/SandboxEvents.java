package io.tidings.event.services.sandbox;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import io.tidings.event.services.internal.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of sandboxes. Thread-safe, as the bus is. */
final class SandboxEvents {

  /** How many paths a commit tells at most. */
  static final int MAX_PATHS = 1_000;

  /** How many characters these may have together. */
  static final int MAX_CHARACTERS = 100_000;

  private final EventEmitter events;

  SandboxEvents(EventEmitter events) {
    this.events = events;
  }

  void created(Sandbox sandbox) {
    events.emit(EventType.SANDBOX_CREATED, sandbox, SandboxEvents::of);
  }

  void committed(Sandbox sandbox, List<Path> changed) {
    events.emit(
        EventType.SANDBOX_COMMITTED,
        event ->
            of(event, sandbox)
                .detail("changed_paths", told(changed))
                .detail("changed_count", changed.size()));
  }

  void rolledBack(Sandbox sandbox, @Nullable Checkpoint checkpoint) {
    events.emit(
        EventType.SANDBOX_ROLLED_BACK,
        event ->
            of(event, sandbox)
                .detail("checkpoint_id", checkpoint == null ? null : checkpoint.id()));
  }

  void checkpointCreated(Sandbox sandbox, Checkpoint checkpoint) {
    events.emit(
        EventType.CHECKPOINT_CREATED,
        event ->
            of(event, sandbox)
                .detail("checkpoint_id", checkpoint.id())
                .detail("reason", Inputs.told(checkpoint.reason()))
                .detail("phase", checkpoint.phase() == null ? null : checkpoint.phase().id()));
  }

  void checkpointRestored(Sandbox sandbox, Checkpoint checkpoint, int restored) {
    events.emit(
        EventType.CHECKPOINT_RESTORED,
        event ->
            event
                .planId(sandbox.planId())
                .detail("checkpoint_id", checkpoint.id())
                .detail("restored_count", restored));
  }

  private static EventBuilder of(EventBuilder event, Sandbox sandbox) {
    return event.planId(sandbox.planId()).detail("sandbox_id", sandbox.id());
  }

  /** Returns as many paths as an event can hold. */
  private static List<String> told(List<Path> paths) {
    List<String> told = new ArrayList<>();
    int characters = 0;
    for (Path path : paths) {
      String text = path.toString();
      characters += text.length();
      if (told.size() == MAX_PATHS || characters > MAX_CHARACTERS) {
        break;
      }
      told.add(text);
    }
    return told;
  }
}
