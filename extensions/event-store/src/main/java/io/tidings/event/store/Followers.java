package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All who follow one store: they hear of its own appends at once, of those of other processes by
 * the database's notifications, and look now and then besides. Thread-safe.
 */
final class Followers implements AutoCloseable {

  private final Database database;
  private final Readings readings;
  private final @Nullable Appender appender;
  private final Pace pace;
  private final AfterCommit afterCommit;
  private final Bell bell = new Bell();
  private final Set<Following> following = ConcurrentHashMap.newKeySet();
  private @Nullable News news;
  private boolean closed;

  Followers(Database database, Readings readings, @Nullable Appender appender, Pace pace) {
    this.database = database;
    this.readings = readings;
    this.appender = appender;
    this.pace = pace;
    this.afterCommit = appender == null ? AfterCommit.nothing() : database.afterCommit();
  }

  /** Returns a follower that has yet to be started. */
  Following follow(EventQuery query, Bookmark bookmark, Receiver receiver) {
    Following made = new Following(this, query, bookmark, receiver);
    synchronized (following) {
      if (!closed && news == null) {
        news = database.news(bell::ring);
      }
      following.add(made);
    }
    return made;
  }

  /** Tells all that this store has committed something, those of other stores soon. */
  void ring() {
    bell.ring();
    afterCommit.committed();
  }

  /** Has all who follow here look. */
  void wake() {
    bell.ring();
  }

  long rings() {
    return bell.rings();
  }

  /** Waits for something new since then, and not for long. */
  void await(long rings) throws InterruptedException {
    bell.await(rings, (isTold() ? pace.told() : pace.untold()).toMillis());
  }

  private boolean isTold() {
    synchronized (following) {
      return news != null && news.isHeard();
    }
  }

  Page page(EventQuery query, long after) {
    return readings.page(query, after);
  }

  boolean isPassing(StoreException failure) {
    return database.isPassing(failure) || failure.reason() == Reason.BUSY;
  }

  StoreException refused(Reason reason, String what) {
    return database.refused(reason, what);
  }

  /** Refuses to wait for a follower within a transaction, for which that one may wait. */
  void requireOutside() {
    if (appender != null) {
      appender.requireOutside("wait for a follower of its store");
    }
  }

  void requireOpen() {
    readings.requireOpen();
  }

  void ended(Following one) {
    following.remove(one);
  }

  /** Ends all who follow; the store is closed for readers already. */
  @Override
  public void close() {
    News heard;
    synchronized (following) {
      closed = true;
      heard = news;
    }
    following.forEach(Following::close);
    if (heard != null) {
      heard.close();
    }
    afterCommit.close();
  }
}
