package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payloads of the events of sandboxes and their checkpoints. */
public final class SandboxPayloads {

  public static final PayloadKind<Created> CREATED =
      PayloadKind.of(EventType.SANDBOX_CREATED, Created.class);

  public static final PayloadKind<Committed> COMMITTED =
      PayloadKind.of(EventType.SANDBOX_COMMITTED, Committed.class);

  public static final PayloadKind<RolledBack> ROLLED_BACK =
      PayloadKind.of(EventType.SANDBOX_ROLLED_BACK, RolledBack.class);

  public static final PayloadKind<CheckpointCreated> CHECKPOINT_CREATED =
      PayloadKind.of(EventType.CHECKPOINT_CREATED, CheckpointCreated.class);

  public static final PayloadKind<CheckpointRestored> CHECKPOINT_RESTORED =
      PayloadKind.of(EventType.CHECKPOINT_RESTORED, CheckpointRestored.class);

  private SandboxPayloads() {}

  /** Payload of {@code sandbox.created}. */
  @Description("A sandbox was created.")
  public record Created(String sandboxId) {}

  /** Payload of {@code sandbox.committed}. */
  @Description("The changes of a sandbox were committed to the original.")
  public record Committed(
      String sandboxId,
      @Description("The paths of the changed files, relative to the sandbox; at most 1,000.")
          List<String> changedPaths,
      @Description("The number of all changed files.") int changedCount) {}

  /** Payload of {@code sandbox.rolled_back}. */
  @Description("A sandbox was rolled back.")
  public record RolledBack(
      String sandboxId,
      @Description("The id of the restored checkpoint; absent if rolled back to the original.")
          @Nullable String checkpointId) {}

  /** Payload of {@code checkpoint.created}. */
  @Description("A checkpoint of a sandbox was stored.")
  public record CheckpointCreated(
      String sandboxId,
      String checkpointId,
      @Description("The reason, cut after 1,000 characters.") String reason,
      @Description("The phase of the plan, if known: strategize, execute, apply or applied.")
          @Nullable String phase) {}

  /** Payload of {@code checkpoint.restored}. */
  @Description("A checkpoint of a sandbox was restored. Emitted before sandbox.rolled_back.")
  public record CheckpointRestored(
      String checkpointId, @Description("The number of restored files.") int restoredCount) {}
}
