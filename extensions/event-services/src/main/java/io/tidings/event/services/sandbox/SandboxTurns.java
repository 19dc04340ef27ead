package io.tidings.event.services.sandbox;

import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.Repository;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sees to it that one thing at a time is done with a sandbox as a whole. Thread-safe. */
final class SandboxTurns {

  private static final Set<SandboxStatus> CAN_BE_DISCARDED =
      EnumSet.of(SandboxStatus.OPEN, SandboxStatus.COMMITTED, SandboxStatus.DISCARDING);

  private final Repository<Sandbox> sandboxes;

  /** The ids of those that something is being done with here. */
  private final Set<String> working = ConcurrentHashMap.newKeySet();

  SandboxTurns(Repository<Sandbox> sandboxes) {
    this.sandboxes = sandboxes;
  }

  /** Does something with an open sandbox, which is {@code next} then, or open if that fails. */
  <T> T run(String sandboxId, SandboxStatus next, Work<T> work) throws IOException {
    enter(sandboxId);
    try {
      become(sandboxId, EnumSet.of(SandboxStatus.OPEN), SandboxStatus.BUSY);
      T result = done(sandboxId, work);
      become(sandboxId, EnumSet.of(SandboxStatus.BUSY), next);
      return result;
    } finally {
      working.remove(sandboxId);
    }
  }

  /** Does what ends a sandbox, of which nothing can be used any more once that has begun. */
  void discard(String sandboxId, Work<?> work) throws IOException {
    enter(sandboxId);
    try {
      become(sandboxId, CAN_BE_DISCARDED, SandboxStatus.DISCARDING);
      work.run();
      become(sandboxId, EnumSet.of(SandboxStatus.DISCARDING), SandboxStatus.DISCARDED);
    } finally {
      working.remove(sandboxId);
    }
  }

  /** Opens a sandbox that is busy although nothing is being done with it here. */
  Sandbox reopen(String sandboxId) {
    enter(sandboxId);
    try {
      return become(sandboxId, EnumSet.of(SandboxStatus.BUSY), SandboxStatus.OPEN);
    } finally {
      working.remove(sandboxId);
    }
  }

  private void enter(String sandboxId) {
    if (!working.add(sandboxId)) {
      throw new IllegalTransitionException(
          "something else is being done with sandbox %s".formatted(sandboxId));
    }
  }

  private <T> T done(String sandboxId, Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (Throwable failure) {
      try {
        become(sandboxId, EnumSet.of(SandboxStatus.BUSY), SandboxStatus.OPEN);
      } catch (RuntimeException another) {
        failure.addSuppressed(another);
      }
      throw failure;
    }
  }

  private Sandbox become(String sandboxId, Set<SandboxStatus> from, SandboxStatus next) {
    return sandboxes
        .change(
            sandboxId,
            sandbox -> {
              if (!from.contains(sandbox.status())) {
                throw new IllegalTransitionException(
                    "sandbox %s is %s, but must be %s"
                        .formatted(sandboxId, sandbox.status(), from));
              }
              return sandbox.become(next);
            })
        .after();
  }

  /** What is done in a turn. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }
}
