package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.plan.PlanPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Service for working copies of directories. An agent changes the files of a working copy; a commit
 * then writes the changes to the original directory.
 *
 * <p>Sandboxes contain plain files only: a symbolic link or special file is rejected when the
 * sandbox is created and when it is committed. File names are kept byte for byte. Directories
 * without files are not copied, and none is deleted unless a file takes its place. On file systems
 * with POSIX permissions only the owner can access the files.
 *
 * <p>Operations on a whole sandbox exclude each other: an operation during another one, or after
 * the sandbox was committed or discarded, throws {@link IllegalTransitionException}. An operation
 * that throws emits nothing. Every method that takes the id of a sandbox or checkpoint throws
 * {@link UnknownIdException} if the id is unknown. Thread-safe. If the process dies during an
 * operation, the sandbox stays busy until {@link #reopen}.
 *
 * <p>A sandbox keeps its files until it is {@linkplain #discard discarded}, even if it is
 * committed. Its record stays in the repository.
 */
public final class SandboxService {

  private final ServiceOptions options;
  private final Repository<Sandbox> sandboxes;
  private final Repository<Checkpoint> checkpoints;
  private final Predicate<String> isApplied;
  private final FileOperations operations;
  private final SandboxFiles files;
  private final SandboxTransitions transitions;
  private final SandboxEvents events;

  /**
   * Creates a service with an optional bus that keeps its sandboxes in memory; no plan counts as
   * applied.
   *
   * @param home the directory of the copies, created on first use
   */
  public SandboxService(@Nullable EventBus bus, Path home) {
    this(ServiceOptions.of(bus), home, Repository.inMemory(), Repository.inMemory(), plan -> false);
  }

  /**
   * Creates a service.
   *
   * @param home the directory of the copies, created on first use
   * @param isApplied returns whether the plan with the given id is applied, which disables rollback
   *     and restore for its sandboxes; must be thread-safe
   */
  public SandboxService(
      ServiceOptions options,
      Path home,
      Repository<Sandbox> sandboxes,
      Repository<Checkpoint> checkpoints,
      Predicate<String> isApplied) {
    this(options, home, sandboxes, checkpoints, isApplied, FileOperations.ofFileSystem());
  }

  SandboxService(
      ServiceOptions options,
      Path home,
      Repository<Sandbox> sandboxes,
      Repository<Checkpoint> checkpoints,
      Predicate<String> isApplied,
      FileOperations operations) {
    this.options = requireNonNull(options, "options");
    this.sandboxes = requireNonNull(sandboxes, "sandboxes");
    this.checkpoints = requireNonNull(checkpoints, "checkpoints");
    this.isApplied = requireNonNull(isApplied, "isApplied");
    this.operations = operations;
    this.files = new SandboxFiles(requireNonNull(home, "home"), operations);
    this.transitions = new SandboxTransitions(sandboxes);
    this.events = new SandboxEvents(options.events());
  }

  /**
   * Creates a working copy of a directory and emits {@code sandbox.created}.
   *
   * @param planId the id of the plan it belongs to, or null
   * @param original the directory to copy, not null
   * @return the new sandbox, which is open
   * @throws SandboxException if there is a symbolic link, a special file, more than 100,000 files,
   *     or a file that keeps changing; or if home and directory contain each other
   * @throws DuplicateIdException if the source of ids returns a taken id
   * @throws IOException if the directory cannot be copied
   * @contract CA-25
   */
  public Sandbox create(@Nullable String planId, Path original) throws IOException {
    Inputs.optionalId(planId, "planId");
    PlainFiles.requireDirectory(requireNonNull(original, "original"));
    String id = options.newId();
    Path real = original.toRealPath();
    if (PlainFiles.exists(files.directory(id))) {
      throw new DuplicateIdException(id);
    }
    files.create(id, real);
    Sandbox sandbox =
        new Sandbox(id, planId, real, files.work(id), SandboxStatus.OPEN, options.now());
    try {
      sandboxes.create(id, sandbox);
    } catch (Throwable failure) {
      files.deleteAfter(failure, files.directory(id));
      throw failure;
    }
    events.created(sandbox);
    return sandbox;
  }

  /** Returns the current state of a sandbox. Emits nothing. */
  public Sandbox get(String sandboxId) {
    return sandboxes.get(sandboxId);
  }

  /**
   * Returns the absolute path of a file in the working copy, existing or not. The check is made
   * once, at the time of the call. Emits nothing.
   *
   * @throws SandboxException if the path is absolute, contains {@code .} or {@code ..}, or leads
   *     through a symbolic link
   */
  public Path resolve(String sandboxId, Path path) throws SandboxException {
    return PathGuard.below(sandboxes.get(sandboxId).work(), requireNonNull(path, "path"));
  }

  /**
   * Writes the changes to the original directory, marks the sandbox as committed and emits {@code
   * sandbox.committed}.
   *
   * <p>All files are staged as temporary files in the original's tree first. If that fails, for
   * example because the disk is full, the original is unchanged. Then each is moved to its path
   * atomically, and deleted files are deleted. A failure in this part leaves each file either old
   * or new and the sandbox open; another commit completes the rest. Where a file replaces a
   * directory, or the reverse, the obstacle is deleted immediately before.
   *
   * <p>The working copy should not be changed during the commit. A file that is being written is
   * committed with its content at one moment or not at all. A directory replaced by a symbolic link
   * is detected unless it is put back at once.
   *
   * @return the written and deleted files, relative and sorted
   * @throws SandboxException if one of these files was changed in the original since the sandbox
   *     was created and differs from the committed content, or the working copy contains a symbolic
   *     link or special file or changes meanwhile; nothing is committed then
   * @throws IOException if a file cannot be written
   * @contract CA-26
   */
  public List<Path> commit(String sandboxId) throws IOException {
    Sandbox sandbox = sandboxes.get(sandboxId);
    List<Path> changed =
        runExclusively(
            sandbox,
            SandboxStatus.COMMITTED,
            () -> new Commit(sandbox, files.base(sandboxId), operations).run());
    events.committed(sandbox, changed);
    return changed;
  }

  /**
   * Restores the initial content of the working copy and emits {@code sandbox.rolled_back}.
   *
   * @throws IllegalTransitionException if the sandbox is not open, or its plan is applied
   * @throws IOException if the files cannot be copied; the working copy is unchanged then
   * @contract CA-27
   */
  public void rollBack(String sandboxId) throws IOException {
    Sandbox sandbox = sandboxes.get(sandboxId);
    replaceWork(sandbox, files.base(sandboxId));
    events.rolledBack(sandbox, null);
  }

  /**
   * Saves the current content of the working copy and emits {@code checkpoint.created}.
   *
   * @param reason why, at most 1 Mi characters
   * @param phase the phase of the plan, or null
   * @return the new checkpoint
   * @throws IOException if the files cannot be copied
   * @contract CA-28
   */
  public Checkpoint checkpoint(String sandboxId, String reason, @Nullable PlanPhase phase)
      throws IOException {
    Inputs.text(reason, "reason");
    Sandbox sandbox = sandboxes.get(sandboxId);
    Checkpoint checkpoint =
        runExclusively(sandbox, SandboxStatus.OPEN, () -> save(sandbox, reason, phase));
    events.checkpointCreated(sandbox, checkpoint);
    return checkpoint;
  }

  private Checkpoint save(Sandbox sandbox, String reason, @Nullable PlanPhase phase)
      throws IOException {
    String id = options.newId();
    Path target = files.checkpoint(sandbox.id(), id);
    if (PlainFiles.exists(target)) {
      throw new DuplicateIdException(id);
    }
    int count = files.save(sandbox.id(), target);
    try {
      return checkpoints.create(
          id, new Checkpoint(id, sandbox.id(), reason, phase, count, options.now()));
    } catch (Throwable failure) {
      files.deleteAfter(failure, target);
      throw failure;
    }
  }

  /**
   * Restores the working copy to a checkpoint and emits {@code checkpoint.restored}, then {@code
   * sandbox.rolled_back}.
   *
   * @throws IllegalTransitionException if the sandbox is not open, or its plan is applied
   * @throws IOException if the files cannot be copied; the working copy is unchanged then
   * @contract CA-27, CA-29
   */
  public void restore(String checkpointId) throws IOException {
    Checkpoint checkpoint = checkpoints.get(checkpointId);
    Sandbox sandbox = sandboxes.get(checkpoint.sandboxId());
    int restored = replaceWork(sandbox, files.checkpoint(sandbox.id(), checkpointId));
    events.checkpointRestored(sandbox, checkpoint, restored);
    events.rolledBack(sandbox, checkpoint);
  }

  private int replaceWork(Sandbox sandbox, Path source) throws IOException {
    return runExclusively(
        sandbox,
        SandboxStatus.OPEN,
        () -> {
          requireNotApplied(sandbox);
          return files.restore(sandbox.id(), source);
        });
  }

  /**
   * Deletes the working copy and its checkpoints and ends the sandbox, open or committed. Emits
   * nothing: the catalogue has no type for it. If the deletion fails, the only operation left is
   * another discard.
   *
   * @throws IOException if not all files can be deleted
   */
  public void discard(String sandboxId) throws IOException {
    transitions.discard(
        sandboxId,
        () -> {
          files.checkpoints(sandboxId).forEach(checkpoints::remove);
          files.delete(sandboxId);
          return sandboxId;
        });
  }

  /**
   * Reopens a sandbox left busy by a process that died. The interrupted operation may have
   * completed fully, in part or not at all, and can be repeated. Emits nothing: the catalogue has
   * no type for it. Call it only when no other process uses the sandbox.
   *
   * @return the sandbox, which is open
   * @throws IllegalTransitionException if it is not busy, or this service is executing an operation
   *     on it
   */
  public Sandbox reopen(String sandboxId) {
    return transitions.reopen(sandboxId);
  }

  private void requireNotApplied(Sandbox sandbox) {
    if (sandbox.planId() != null && isApplied.test(sandbox.planId())) {
      throw new IllegalTransitionException(
          "the plan of sandbox "
              + sandbox.id()
              + " is applied; its sandboxes cannot be rolled back or restored");
    }
  }

  /** Runs an operation on an open working copy, after repairing an interrupted restore. */
  private <T> T runExclusively(
      Sandbox sandbox, SandboxStatus next, SandboxTransitions.Operation<T> work)
      throws IOException {
    return transitions.run(
        sandbox.id(),
        next,
        () -> {
          files.undoReplacement(sandbox.id());
          PlainFiles.requireDirectory(sandbox.work());
          return work.run();
        });
  }
}
