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
 * system has them, byte for byte. Directories without a file are not copied, and none is deleted.
 * Files of sandboxes can be read by their owner alone.
 *
 * <p>One thing at a time is done with a sandbox as a whole: what comes meanwhile, or after it is
 * committed or discarded, is refused with an {@link IllegalTransitionException}, and emits nothing.
 * Nor does anything else that fails. Every method that names a sandbox or checkpoint throws {@link
 * UnknownIdException} if there is none with the id. Thread-safe; a process that dies in the middle
 * leaves the sandbox busy.
 */
public final class SandboxService {

  private final ServiceOptions options;
  private final Repository<Sandbox> sandboxes;
  private final Repository<Checkpoint> checkpoints;
  private final Predicate<String> isApplied;
  private final FileCopy copy;
  private final SandboxFiles files;
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
    this(options, home, sandboxes, checkpoints, isApplied, FileCopy.ofFileSystem());
  }

  SandboxService(
      ServiceOptions options,
      Path home,
      Repository<Sandbox> sandboxes,
      Repository<Checkpoint> checkpoints,
      Predicate<String> isApplied,
      FileCopy copy) {
    this.options = requireNonNull(options, "options");
    this.sandboxes = requireNonNull(sandboxes, "sandboxes");
    this.checkpoints = requireNonNull(checkpoints, "checkpoints");
    this.isApplied = requireNonNull(isApplied, "isApplied");
    this.copy = copy;
    this.files = new SandboxFiles(requireNonNull(home, "home"), new TreeCopy(copy));
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
      PlainFiles.delete(files.directory(id));
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
   * Brings the changes back to the original, and ends the sandbox (CA-26).
   *
   * <p>Files are written beside their places first. If that fails, for want of space say, the
   * original is whole as it was. Then each is moved to its place atomically, and deleted files are
   * deleted: a failure in between leaves each file either as it was or as it is to be.
   *
   * @return the files that were written or deleted, by path
   * @throws SandboxException if one of these files was changed in the original meanwhile, or the
   *     working copy holds what a sandbox does not take; nothing is done then
   * @throws IOException if the files cannot be written
   */
  public List<Path> commit(String sandboxId) throws IOException {
    Sandbox sandbox = take(sandboxId);
    List<Path> changed =
        inside(sandbox, () -> new Commit(sandbox, files.base(sandboxId), copy).run());
    events.committed(leave(sandbox, SandboxStatus.COMMITTED), changed);
    return changed;
  }

  /** Makes the working copy what it was in the beginning (CA-27). */
  public void rollBack(String sandboxId) throws IOException {
    Sandbox sandbox = take(sandboxId);
    inside(
        sandbox,
        () -> {
          requireNotApplied(sandbox);
          return files.restore(sandboxId, files.base(sandboxId));
        });
    events.rolledBack(leave(sandbox, SandboxStatus.OPEN), null);
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
    Sandbox sandbox = take(sandboxId);
    Checkpoint checkpoint = inside(sandbox, () -> saved(sandbox, reason, phase));
    events.checkpointCreated(leave(sandbox, SandboxStatus.OPEN), checkpoint);
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
      PlainFiles.delete(target);
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
    Sandbox sandbox = take(checkpoint.sandboxId());
    int restored =
        inside(
            sandbox,
            () -> {
              requireNotApplied(sandbox);
              return files.restore(sandbox.id(), files.checkpoint(sandbox.id(), checkpointId));
            });
    Sandbox open = leave(sandbox, SandboxStatus.OPEN);
    events.checkpointRestored(open, checkpoint, restored);
    events.rolledBack(open, checkpoint);
  }

  /**
   * Deletes the working copy and its checkpoints, and ends the sandbox. This is no lifecycle point
   * of the catalogue and emits nothing.
   */
  public void discard(String sandboxId) throws IOException {
    Sandbox sandbox = take(sandboxId);
    guarded(
        sandbox,
        () -> {
          PlainFiles.delete(files.directory(sandboxId));
          return sandbox;
        });
    leave(sandbox, SandboxStatus.DISCARDED);
  }

  private void requireNotApplied(Sandbox sandbox) {
    if (sandbox.planId() != null && isApplied.test(sandbox.planId())) {
      throw new IllegalTransitionException(
          "the plan of sandbox " + sandbox.id() + " is applied; there is no way back");
    }
  }

  /** Takes a sandbox that is open, so that nobody else does anything with it as a whole. */
  private Sandbox take(String sandboxId) {
    return sandboxes
        .change(
            sandboxId,
            sandbox -> {
              if (sandbox.status() != SandboxStatus.OPEN) {
                throw new IllegalTransitionException(
                    "sandbox %s is not open but %s".formatted(sandboxId, sandbox.status()));
              }
              return sandbox.become(SandboxStatus.BUSY);
            })
        .after();
  }

  private Sandbox leave(Sandbox sandbox, SandboxStatus status) {
    return sandboxes.change(sandbox.id(), busy -> busy.become(status)).after();
  }

  private <T> T guarded(Sandbox sandbox, Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (Throwable failure) {
      try {
        leave(sandbox, SandboxStatus.OPEN);
      } catch (RuntimeException another) {
        failure.addSuppressed(another);
      }
      throw failure;
    }
  }

  private <T> T inside(Sandbox sandbox, Work<T> work) throws IOException {
    return guarded(
        sandbox,
        () -> {
          PlainFiles.requireDirectory(sandbox.work());
          return work.run();
        });
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }
}
