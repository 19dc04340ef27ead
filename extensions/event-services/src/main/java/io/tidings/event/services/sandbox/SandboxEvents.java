package io.tidings.event.services.sandbox;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import io.tidings.event.services.internal.Details;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emitter of the sandbox and checkpoint events. Thread-safe if the bus is. */
final class SandboxEvents {

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
                .detail(
                    "changed_paths", Details.list(changed.stream().map(Path::toString).toList()))
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
                .detail("reason", Details.excerpt(checkpoint.reason()))
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
}
