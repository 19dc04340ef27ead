package io.tidings.event.services.sandbox;

import io.tidings.event.internal.FatalErrors;
import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.Repository;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Mutual exclusion and status changes of operations on sandboxes. Thread-safe. */
final class SandboxTransitions {

  private static final Set<SandboxStatus> DISCARDABLE =
      EnumSet.of(SandboxStatus.OPEN, SandboxStatus.COMMITTED, SandboxStatus.DISCARDING);

  private final Repository<Sandbox> sandboxes;

  /** Ids of the sandboxes that this instance is executing an operation on. */
  private final Set<String> active = ConcurrentHashMap.newKeySet();

  SandboxTransitions(Repository<Sandbox> sandboxes) {
    this.sandboxes = sandboxes;
  }

  /**
   * Runs an operation on an open sandbox. The status is {@code next} afterwards, or open if the
   * operation fails.
   */
  <T> T run(String sandboxId, SandboxStatus next, Operation<T> operation) throws IOException {
    enter(sandboxId);
    try {
      transition(sandboxId, EnumSet.of(SandboxStatus.OPEN), SandboxStatus.BUSY);
      T result = runBusy(sandboxId, operation);
      transition(sandboxId, EnumSet.of(SandboxStatus.BUSY), next);
      return result;
    } finally {
      active.remove(sandboxId);
    }
  }

  /** Runs the operation that ends a sandbox. If it fails, the status stays discarding. */
  void discard(String sandboxId, Operation<?> operation) throws IOException {
    enter(sandboxId);
    try {
      transition(sandboxId, DISCARDABLE, SandboxStatus.DISCARDING);
      operation.run();
      transition(sandboxId, EnumSet.of(SandboxStatus.DISCARDING), SandboxStatus.DISCARDED);
    } finally {
      active.remove(sandboxId);
    }
  }

  /** Opens a sandbox that is busy although this instance executes nothing on it. */
  Sandbox reopen(String sandboxId) {
    enter(sandboxId);
    try {
      return transition(sandboxId, EnumSet.of(SandboxStatus.BUSY), SandboxStatus.OPEN);
    } finally {
      active.remove(sandboxId);
    }
  }

  private void enter(String sandboxId) {
    if (!active.add(sandboxId)) {
      throw new IllegalTransitionException(
          "another operation on sandbox %s is in progress; retry when it has ended"
              .formatted(sandboxId));
    }
  }

  private <T> T runBusy(String sandboxId, Operation<T> operation) throws IOException {
    try {
      return operation.run();
    } catch (Throwable failure) {
      try {
        transition(sandboxId, EnumSet.of(SandboxStatus.BUSY), SandboxStatus.OPEN);
      } catch (Throwable another) {
        FatalErrors.suppress(failure, another);
      }
      throw failure;
    }
  }

  private Sandbox transition(String sandboxId, Set<SandboxStatus> from, SandboxStatus next) {
    return sandboxes
        .change(
            sandboxId,
            sandbox -> {
              if (!from.contains(sandbox.status())) {
                throw new IllegalTransitionException(
                    "sandbox %s is %s, but must be %s"
                        .formatted(sandboxId, sandbox.status(), from));
              }
              return sandbox.withStatus(next);
            })
        .after();
  }

  /** Operation on a sandbox, executed exclusively. */
  @FunctionalInterface
  interface Operation<T> {
    T run() throws IOException;
  }
}
