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
 * Makes working copies of directories, in which an agent can do as it likes until its changes are
 * brought back.
 *
 * <p>Sandboxes hold plain files alone: symbolic links and special files are refused wherever they
 * turn up, also in a working copy that is to be committed. Names of files are taken as the file
 * system has them, byte for byte. Directories without a file are not copied, and none is deleted
 * but where a file is to be. Files of sandboxes can be read by their owner alone.
 *
 * <p>One thing at a time is done with a sandbox as a whole: what comes meanwhile, or after it is
 * committed or discarded, is refused with an {@link IllegalTransitionException}, and emits nothing.
 * Nor does anything else that fails. Every method that names a sandbox or checkpoint throws {@link
 * UnknownIdException} if there is none with the id. Thread-safe; a process that dies in the middle
 * leaves the sandbox busy, see {@link #reopen}.
 *
 * <p>A sandbox keeps its files until it is {@linkplain #discard discarded}, also when it is
 * committed, and its record in the repository for good.
 */
public final class SandboxService {

  private final ServiceOptions options;
  private final Repository<Sandbox> sandboxes;
  private final Repository<Checkpoint> checkpoints;
  private final Predicate<String> isApplied;
  private final FileOperations operations;
  private final SandboxFiles files;
  private final SandboxTurns turns;
  private final SandboxEvents events;

  /** Creates a service with an optional bus, which knows of its sandboxes in memory. */
  public SandboxService(@Nullable EventBus bus, Path home) {
    this(ServiceOptions.of(bus), home, Repository.inMemory(), Repository.inMemory(), plan -> false);
  }

  /**
   * Creates a service.
   *
   * @param home where the copies are; made when the first is
   * @param isApplied tells of a plan's id whether that plan is applied: its sandboxes cannot be
   *     rolled back any more. Thread-safe
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
    this.turns = new SandboxTurns(sandboxes);
    this.events = new SandboxEvents(options.events());
  }

  /**
   * Makes a working copy of a directory (CA-25).
   *
   * @param planId the plan it is for, or null
   * @throws SandboxException if there is what a sandbox does not take, more than 100,000 files, or
   *     a file that keeps changing
   * @throws IOException if the directory cannot be copied
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
    } catch (RuntimeException failure) {
      files.deleteAfter(failure, files.directory(id));
      throw failure;
    }
    events.created(sandbox);
    return sandbox;
  }

  /** Returns a sandbox as it is. */
  public Sandbox get(String sandboxId) {
    return sandboxes.get(sandboxId);
  }

  /**
   * Returns where a file of the working copy is, or would be. What becomes of the path later is up
   * to whoever works in the sandbox.
   *
   * @throws SandboxException if the path is absolute, has {@code .} or {@code ..}, or leads through
   *     a symbolic link
   */
  public Path resolve(String sandboxId, Path path) throws SandboxException {
    return PathGuard.below(sandboxes.get(sandboxId).work(), requireNonNull(path, "path"));
  }

  /**
   * Brings the changes back to the original, and ends the work in the sandbox (CA-26).
   *
   * <p>Files are written near their places first. If that fails, for want of space say, the
   * original is whole as it was. Then each is moved to its place atomically, and deleted files are
   * deleted: a failure in between leaves each file either as it was or as it is to be, and the
   * sandbox open, so that another commit does the rest. Where a file takes the place of a
   * directory, or the reverse, what is in the way is deleted just before.
   *
   * <p>Nobody should work in the sandbox meanwhile. A file that is being written is committed as it
   * was at one moment, or not at all; a directory that is replaced by a symbolic link is found, but
   * not if it is put back at once.
   *
   * @return the files that were written or deleted, by path
   * @throws SandboxException if one of these files was changed in the original meanwhile and is not
   *     what it was to be, or the working copy holds what a sandbox does not take, or does not keep
   *     still; nothing is done then
   * @throws IOException if the files cannot be written
   */
  public List<Path> commit(String sandboxId) throws IOException {
    Sandbox sandbox = sandboxes.get(sandboxId);
    List<Path> changed =
        inside(
            sandbox,
            SandboxStatus.COMMITTED,
            () -> new Commit(sandbox, files.base(sandboxId), operations).run());
    events.committed(sandbox, changed);
    return changed;
  }

  /** Makes the working copy what it was in the beginning (CA-27). */
  public void rollBack(String sandboxId) throws IOException {
    Sandbox sandbox = sandboxes.get(sandboxId);
    restored(sandbox, files.base(sandboxId));
    events.rolledBack(sandbox, null);
  }

  /**
   * Keeps the working copy as it is, to go back to (CA-28).
   *
   * @param reason why, at most 1 Mi characters
   * @param phase the phase of the plan, or null
   */
  public Checkpoint checkpoint(String sandboxId, String reason, @Nullable PlanPhase phase)
      throws IOException {
    Inputs.text(reason, "reason");
    Sandbox sandbox = sandboxes.get(sandboxId);
    Checkpoint checkpoint =
        inside(sandbox, SandboxStatus.OPEN, () -> saved(sandbox, reason, phase));
    events.checkpointCreated(sandbox, checkpoint);
    return checkpoint;
  }

  private Checkpoint saved(Sandbox sandbox, String reason, @Nullable PlanPhase phase)
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
    } catch (RuntimeException failure) {
      files.deleteAfter(failure, target);
      throw failure;
    }
  }

  /**
   * Makes the working copy what it was at a checkpoint: {@code checkpoint.restored} (CA-29) and
   * {@code sandbox.rolled_back} (CA-27).
   *
   * @throws IllegalTransitionException also if the plan is applied
   */
  public void restore(String checkpointId) throws IOException {
    Checkpoint checkpoint = checkpoints.get(checkpointId);
    Sandbox sandbox = sandboxes.get(checkpoint.sandboxId());
    int restored = restored(sandbox, files.checkpoint(sandbox.id(), checkpointId));
    events.checkpointRestored(sandbox, checkpoint, restored);
    events.rolledBack(sandbox, checkpoint);
  }

  private int restored(Sandbox sandbox, Path source) throws IOException {
    return inside(
        sandbox,
        SandboxStatus.OPEN,
        () -> {
          requireNotApplied(sandbox);
          return files.restore(sandbox.id(), source);
        });
  }

  /**
   * Deletes the working copy and its checkpoints, and ends the sandbox, whether it is open or
   * committed. Once this has begun nothing else can be done with it: what fails on the way can only
   * be discarded again. This is no lifecycle point of the catalogue and emits nothing.
   *
   * @throws IOException if not all files can be deleted
   */
  public void discard(String sandboxId) throws IOException {
    turns.discard(
        sandboxId,
        () -> {
          files.checkpoints(sandboxId).forEach(checkpoints::remove);
          files.delete(sandboxId);
          return sandboxId;
        });
  }

  /**
   * Opens a sandbox again that a process left busy when it died; what was being done then may have
   * been done, in part or not at all, and can be done once more. To be called only where no other
   * process is at work with the sandbox. This is no lifecycle point of the catalogue and emits
   * nothing.
   *
   * @throws IllegalTransitionException if it is not busy, or this service is at work with it
   */
  public Sandbox reopen(String sandboxId) {
    return turns.reopen(sandboxId);
  }

  private void requireNotApplied(Sandbox sandbox) {
    if (sandbox.planId() != null && isApplied.test(sandbox.planId())) {
      throw new IllegalTransitionException(
          "the plan of sandbox " + sandbox.id() + " is applied; there is no way back");
    }
  }

  private <T> T inside(Sandbox sandbox, SandboxStatus next, SandboxTurns.Work<T> work)
      throws IOException {
    return turns.run(
        sandbox.id(),
        next,
        () -> {
          files.settle(sandbox.id());
          PlainFiles.requireDirectory(sandbox.work());
          return work.run();
        });
  }
}
