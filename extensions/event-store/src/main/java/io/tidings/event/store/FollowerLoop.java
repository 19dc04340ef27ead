package io.tidings.event.store;

import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.follow.Position;
import io.tidings.event.store.internal.follow.PositionStore;
import io.tidings.event.store.internal.follow.RemovalMark;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A follower and the loop on its thread: read a page from its position, pass each event to the
 * receiver, store the position, and wait for a signal when there are no more.
 */
final class FollowerLoop implements Follower, Runnable {

  private static final long PAUSE_MILLIS = 1_000;

  private final Followers trail;
  private final EventQuery query;
  private final PositionStore positions;
  private final EventReceiver receiver;
  private final Thread thread;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long position;
  private long acknowledged;

  FollowerLoop(Followers trail, EventQuery query, PositionStore positions, EventReceiver receiver) {
    this.trail = trail;
    this.query = query;
    this.positions = positions;
    this.receiver = receiver;
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
      while (!isClosing()) {
        follow();
      }
      trail.requireOpen();
    } catch (ReceiverFailure thrown) {
      failure = thrown.getCause();
    } catch (Throwable thrown) {
      failure = thrown;
    } finally {
      end(failure);
    }
  }

  private void end(@Nullable Throwable failure) {
    try {
      positions.close();
    } catch (RuntimeException unreachable) {
      // The lease of the position expires.
    } finally {
      trail.ended(this);
      receiver.end(failure);
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
        pause();
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
      pause();
    }
  }

  private boolean turn() throws Exception {
    long signals = trail.signals();
    Page page = trail.page(query, position);
    requireComplete(page);
    long before = position;
    try {
      if (!deliver(page)) {
        return move(before, true);
      }
    } catch (ReceiverFailure failure) {
      move(before, true);
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
  private boolean deliver(Page page) throws ReceiverFailure {
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
  private void requireComplete(Page page) {
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

  private void pause() throws InterruptedException {
    closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
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

    ReceiverFailure(Throwable thrown) {
      super(thrown);
    }
  }
}
