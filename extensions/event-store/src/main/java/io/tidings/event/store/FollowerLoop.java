package io.tidings.event.store;

import io.tidings.event.internal.Durations;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.follow.Position;
import io.tidings.event.store.internal.follow.PositionStore;
import io.tidings.event.store.internal.follow.RemovalMark;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A follower and the loop on its thread: read a page from its position, pass each event to the
 * receiver, store the position, and wait for a signal when there are no more. After a failure the
 * loop ends or, after a delay, reads again from the position.
 */
final class FollowerLoop implements Follower, Runnable {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Followers trail;
  private final EventQuery query;
  private final PositionStore positions;
  private final EventReceiver receiver;
  private final FollowerFailures failures;
  private final Thread thread;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long position;
  private long acknowledged;

  FollowerLoop(
      Followers trail,
      EventQuery query,
      PositionStore positions,
      EventReceiver receiver,
      FollowerFailures failures) {
    this.trail = trail;
    this.query = query;
    this.positions = positions;
    this.receiver = receiver;
    this.failures = failures;
    this.thread = new Thread(this, "tidings-follower");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    Throwable failure = null;
    try {
      do {
        failure = attempt();
      } while (failure != null && awaitRestart(failure));
    } catch (Throwable thrown) {
      failure = thrown;
    } finally {
      end(failure);
    }
  }

  /** Follows until the follower is closed or fails; returns its failure. */
  private @Nullable Throwable attempt() {
    try {
      while (!isClosing()) {
        follow();
      }
      trail.requireOpen();
      return null;
    } catch (ReceiverFailure thrown) {
      return thrown.getCause();
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  /**
   * Waits before a restart; returns false if the follower ends instead. Clears the interrupt flag,
   * which only the receiver can have set.
   */
  private boolean awaitRestart(Throwable failure) throws InterruptedException {
    Thread.interrupted();
    if (isEndOfStore(failure)) {
      return false;
    }
    Duration delay = failures.restart(position, failure);
    if (delay == null) {
      return false;
    }
    pause(Durations.nanos(delay));
    return true;
  }

  /** Returns whether a failure is the close of the store, which ends its followers. */
  private boolean isEndOfStore(Throwable failure) {
    return failure instanceof StoreException known
        && known.reason() == Reason.CLOSED
        && trail.isClosed();
  }

  private void end(@Nullable Throwable failure) {
    try {
      positions.close();
    } catch (RuntimeException unreachable) {
      // The lease of the position expires.
    } finally {
      trail.ended(this);
      boolean reported = receiver.end(failure);
      if (failure != null && !reported && !isEndOfStore(failure)) {
        failures.ended(position, failure);
      }
      complete(failure);
    }
  }

  private void complete(@Nullable Throwable failure) {
    if (failure == null) {
      done.complete(null);
    } else {
      done.completeExceptionally(failure);
    }
  }

  /** Follows while this follower owns the position and the trail can be reached. */
  private void follow() throws Exception {
    try {
      Optional<Position> start = positions.open();
      if (start.isEmpty()) {
        pause(PAUSE_NANOS);
        return;
      }
      position = start.get().seq();
      acknowledged = start.get().acknowledged();
      while (!isClosing() && turn()) {
        // Each turn is a page.
      }
    } catch (StoreException failure) {
      if (!trail.isTransient(failure)) {
        throw failure;
      }
      failures.unreachable(position, failure);
      pause(PAUSE_NANOS);
    }
  }

  private boolean turn() throws Exception {
    long signals = trail.signals();
    Queries.Page page = trail.page(query, position);
    failures.reached();
    requireComplete(page);
    long before = position;
    try {
      if (!deliver(page)) {
        return move(before, true);
      }
    } catch (ReceiverFailure failure) {
      moveDespite(failure, before);
      throw failure;
    }
    position = page.upTo();
    boolean owned = move(before, !page.events().isEmpty());
    if (owned && page.isLast()) {
      trail.await(signals);
    }
    return owned;
  }

  /** Passes a page to the receiver; returns whether it has taken all of it. */
  private boolean deliver(Queries.Page page) throws ReceiverFailure {
    long before = position;
    try {
      for (StoredEvent event : page.events()) {
        if (isClosing() || !received(event)) {
          return false;
        }
        position = event.seq();
      }
      return true;
    } finally {
      flush(before);
    }
  }

  private void flush(long before) throws ReceiverFailure {
    if (position == before) {
      return;
    }
    try {
      receiver.flush();
    } catch (Throwable thrown) {
      position = before;
      throw new ReceiverFailure(thrown);
    }
  }

  /** Wraps exceptions of the receiver, to distinguish them from those of the trail. */
  private boolean received(StoredEvent event) throws ReceiverFailure {
    try {
      return receiver.receive(event);
    } catch (Throwable thrown) {
      throw new ReceiverFailure(thrown);
    }
  }

  /**
   * Stores the position after a failure of the receiver, which is not to be replaced by another.
   */
  private void moveDespite(ReceiverFailure failure, long before) {
    try {
      move(before, true);
    } catch (StoreException unsaved) {
      FatalErrors.suppress(failure.getCause(), unsaved);
    }
  }

  private boolean move(long before, boolean urgent) {
    return positions.move(current(), urgent && position != before);
  }

  private Position current() {
    return new Position(position, acknowledged);
  }

  /**
   * Throws once for each removal of events that this follower has not read. The position is
   * unchanged: the remaining events beyond it are still to be read.
   */
  private void requireComplete(Queries.Page page) {
    RemovalMark removed = page.removed();
    boolean unreported = acknowledged != Position.ANY_REMOVAL && removed.number() > acknowledged;
    acknowledged = Math.max(acknowledged, removed.number());
    if (!unreported) {
      return;
    }
    positions.move(current(), true);
    throw trail.refused(
        FailureReason.BEHIND,
        "has removed events between position "
            + position
            + " of this follower and "
            + removed.upTo()
            + ", which it may have missed; follow again to receive the remaining ones");
  }

  private void pause(long nanos) throws InterruptedException {
    boolean unused = closing.await(nanos, TimeUnit.NANOSECONDS);
  }

  private boolean isClosing() {
    return closing.getCount() == 0 || receiver.isOver();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public CompletableFuture<Void> done() {
    return done.copy();
  }

  @Override
  public void close() {
    if (Thread.currentThread() != thread) {
      trail.requireOutside();
    }
    closing.countDown();
    receiver.stop();
    trail.wake();
    if (Thread.currentThread() != thread) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** An exception of the receiver, which is its cause. */
  private static final class ReceiverFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Throwable thrown;

    ReceiverFailure(Throwable thrown) {
      super(thrown);
      this.thrown = thrown;
    }

    @Override
    public synchronized Throwable getCause() {
      return thrown;
    }
  }
}
