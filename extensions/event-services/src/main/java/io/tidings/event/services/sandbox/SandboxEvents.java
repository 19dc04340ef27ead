package io.tidings.event.services.sandbox;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.payload.SandboxPayloads;
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
    events.emit(
        EventType.SANDBOX_CREATED,
        sandbox,
        (event, created) ->
            of(event, created)
                .payload(SandboxPayloads.CREATED, new SandboxPayloads.Created(created.id())));
  }

  void committed(Sandbox sandbox, List<Path> changed) {
    events.emit(
        EventType.SANDBOX_COMMITTED,
        event ->
            of(event, sandbox)
                .payload(
                    SandboxPayloads.COMMITTED,
                    new SandboxPayloads.Committed(
                        sandbox.id(),
                        Details.list(changed.stream().map(Path::toString).toList()),
                        changed.size())));
  }

  void rolledBack(Sandbox sandbox, @Nullable Checkpoint checkpoint) {
    events.emit(
        EventType.SANDBOX_ROLLED_BACK,
        event ->
            of(event, sandbox)
                .payload(
                    SandboxPayloads.ROLLED_BACK,
                    new SandboxPayloads.RolledBack(
                        sandbox.id(), checkpoint == null ? null : checkpoint.id())));
  }

  void checkpointCreated(Sandbox sandbox, Checkpoint checkpoint) {
    events.emit(
        EventType.CHECKPOINT_CREATED,
        event ->
            of(event, sandbox)
                .payload(
                    SandboxPayloads.CHECKPOINT_CREATED,
                    new SandboxPayloads.CheckpointCreated(
                        sandbox.id(),
                        checkpoint.id(),
                        Details.excerpt(checkpoint.reason()),
                        checkpoint.phase() == null ? null : checkpoint.phase().id())));
  }

  void checkpointRestored(Sandbox sandbox, Checkpoint checkpoint, int restored) {
    events.emit(
        EventType.CHECKPOINT_RESTORED,
        event ->
            of(event, sandbox)
                .payload(
                    SandboxPayloads.CHECKPOINT_RESTORED,
                    new SandboxPayloads.CheckpointRestored(checkpoint.id(), restored)));
  }

  private static EventBuilder of(EventBuilder event, Sandbox sandbox) {
    return event.planId(sandbox.planId());
  }
}
