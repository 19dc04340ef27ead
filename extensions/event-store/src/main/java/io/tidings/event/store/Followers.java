package io.tidings.event.store;

import io.tidings.event.internal.Durations;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.AppendNotifications;
import io.tidings.event.store.internal.CommitListener;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.follow.PollInterval;
import io.tidings.event.store.internal.follow.PositionStore;
import io.tidings.event.store.internal.follow.Signal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The followers of one store. Its own appends wake them at once, those of other processes through
 * the database's notifications; they poll at intervals as well. Thread-safe.
 */
final class Followers implements AutoCloseable {

  private final Database database;
  private final Queries queries;
  private final @Nullable Appender appender;
  private final PollInterval pollInterval;
  private final CommitListener commitListener;
  private final Signal signal = new Signal();
  private final Set<FollowerLoop> open = ConcurrentHashMap.newKeySet();
  private @Nullable AppendNotifications notifications;
  private boolean closed;

  Followers(
      Database database, Queries queries, @Nullable Appender appender, PollInterval pollInterval) {
    this.database = database;
    this.queries = queries;
    this.appender = appender;
    this.pollInterval = pollInterval;
    this.commitListener = appender == null ? CommitListener.noop() : database.commitListener();
  }

  /** Returns a follower that is not started yet. */
  FollowerLoop follow(
      EventQuery query,
      PositionStore positions,
      EventReceiver receiver,
      FollowerFailures failures) {
    FollowerLoop follower = new FollowerLoop(this, query, positions, receiver, failures);
    open.add(follower);
    listen();
    return follower;
  }

  private void listen() {
    synchronized (open) {
      if (!closed && notifications == null) {
        notifications = database.notifications(signal::send);
      }
    }
  }

  /** Has a callback run after commits of this store and of others; returns its removal. */
  Runnable onCommit(Runnable callback) {
    listen();
    return signal.onSend(callback);
  }

  /** Wakes the followers of this store, and soon those of other stores, after a commit. */
  void committed() {
    signal.send();
    commitListener.committed();
  }

  /** Wakes the followers of this store. */
  void wake() {
    signal.send();
  }

  long signals() {
    return signal.count();
  }

  /** Waits for a signal since {@code seen}, at most for the poll interval. */
  void await(long seen) throws InterruptedException {
    signal.await(seen, pollMillis());
  }

  /** Returns the poll interval in milliseconds. */
  long pollMillis() {
    Duration interval =
        isNotified() ? pollInterval.withNotifications() : pollInterval.withoutNotifications();
    return Durations.millis(interval);
  }

  private boolean isNotified() {
    synchronized (open) {
      return notifications != null && notifications.isListening();
    }
  }

  Queries.Page page(EventQuery query, long after) {
    return queries.page(query, after);
  }

  boolean isTransient(StoreException failure) {
    return database.isTransient(failure) || failure.reason() == Reason.BUSY;
  }

  RuntimeException refused(FailureReason reason, String problem) {
    return database.refused(reason, problem);
  }

  /** Refuses to wait for a follower within a transaction, for which the follower may wait. */
  void requireOutside() {
    if (appender != null) {
      appender.requireOutside("wait for a follower of its store");
    }
  }

  void requireOpen() {
    queries.requireOpen();
  }

  boolean isClosed() {
    return queries.isClosed();
  }

  void ended(FollowerLoop follower) {
    open.remove(follower);
  }

  /** Ends all followers; the store is closed for readers already. */
  @Override
  public void close() {
    AppendNotifications started;
    synchronized (open) {
      closed = true;
      started = notifications;
    }
    open.forEach(FollowerLoop::close);
    if (started != null) {
      started.close();
    }
    commitListener.close();
  }
}
