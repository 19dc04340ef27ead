package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A follower at work: a page from where it stands, each event to the receiver, its place kept, and
 * a wait for the bell when there is no more. Runs on a thread of its own.
 */
final class Following implements Follower, Runnable {

  private static final long PAUSE_MILLIS = 1_000;

  private final Followers trail;
  private final EventQuery query;
  private final Bookmark bookmark;
  private final Receiver receiver;
  private final Thread thread;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long position;
  private long acknowledged;

  Following(Followers trail, EventQuery query, Bookmark bookmark, Receiver receiver) {
    this.trail = trail;
    this.query = query;
    this.bookmark = bookmark;
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
    } catch (Refused refused) {
      failure = refused.getCause();
    } catch (Throwable thrown) {
      failure = thrown;
    } finally {
      end(failure);
    }
  }

  private void end(@Nullable Throwable failure) {
    try {
      bookmark.close();
    } catch (RuntimeException unreachable) {
      // What was kept there ends by itself.
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

  /** Follows for as long as the place is this follower's and the trail can be reached. */
  private void follow() throws Exception {
    try {
      Optional<Place> begin = bookmark.open();
      if (begin.isEmpty()) {
        pause();
        return;
      }
      position = begin.get().seq();
      acknowledged = begin.get().acknowledged();
      while (!isClosing() && turn()) {
        // Each turn is a page.
      }
    } catch (StoreException failure) {
      if (!trail.isPassing(failure)) {
        throw failure;
      }
      pause();
    }
  }

  private boolean turn() throws Exception {
    long rings = trail.rings();
    Page page = trail.page(query, position);
    requireComplete(page);
    long before = position;
    try {
      if (!given(page)) {
        return move(before, true);
      }
    } catch (Refused refused) {
      move(before, true);
      throw refused;
    }
    position = page.upTo();
    boolean mine = move(before, !page.events().isEmpty());
    if (mine && page.isLast()) {
      trail.await(rings);
    }
    return mine;
  }

  /** Gives a page to the receiver; answers whether it was given all of it. */
  private boolean given(Page page) throws Refused {
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

  private void flush(long before) throws Refused {
    if (position == before) {
      return;
    }
    try {
      receiver.flush();
    } catch (Throwable thrown) {
      position = before;
      throw new Refused(thrown);
    }
  }

  /** What the receiver throws is told from what the trail does. */
  private boolean received(StoredEvent event) throws Refused {
    try {
      return receiver.receive(event);
    } catch (Throwable thrown) {
      throw new Refused(thrown);
    }
  }

  private boolean move(long before, boolean urgent) {
    return bookmark.move(place(), urgent && position != before);
  }

  private Place place() {
    return new Place(position, acknowledged);
  }

  /**
   * What was never read may have been removed: that is told, once for each removal. The place stays
   * where it is, since what is left beyond it is still to come.
   */
  private void requireComplete(Page page) {
    Removed removed = page.removed();
    boolean told = acknowledged != Place.WHATEVER && removed.number() > acknowledged;
    acknowledged = Math.max(acknowledged, removed.number());
    if (!told) {
      return;
    }
    bookmark.move(place(), true);
    throw trail.refused(
        Reason.BEHIND,
        "has removed events between place "
            + position
            + " of this follower and "
            + removed.upTo()
            + ", which it may have missed; follow again to take what is left");
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

  /** What a receiver has thrown. */
  private static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    Refused(Throwable thrown) {
      super(thrown);
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
}
