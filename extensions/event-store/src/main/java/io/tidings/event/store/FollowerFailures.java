package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.SafeLog;
import io.tidings.event.store.StoreException.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The failures of one follower: their log entries and the decision on a restart. Confined to the
 * follower's thread.
 */
final class FollowerFailures {

  private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);

  private final @Nullable String name;
  private final @Nullable RestartDelays delays;
  private boolean unreachable;

  /** Creates the failures of a follower, which has no name or one that stores its position. */
  FollowerFailures(@Nullable String name, FollowerOptions options) {
    this.name = name;
    this.delays = requireNonNull(options, "options").delays();
  }

  /** Returns the delay before the restart after a failure, or null if the follower ends. */
  @Nullable Duration restart(long position, Throwable failure) {
    if (delays == null) {
      return null;
    }
    Duration delay = delays.after(position);
    SafeLog.warn(
        LOG, this + " failed after position " + position + "; restarting it in " + delay, failure);
    return delay;
  }

  /** Logs the end of the follower. */
  void ended(long position, Throwable failure) {
    SafeLog.warn(
        LOG,
        this
            + " failed after position "
            + position
            + " and has ended; "
            + remedy(position, failure),
        failure);
  }

  private String remedy(long position, Throwable failure) {
    boolean isBehind = failure instanceof StoreException known && known.reason() == Reason.BEHIND;
    String again =
        name != null
            ? "follow again under its name"
            : "follow again from Cursor."
                + (isBehind ? "leftAfter" : "after")
                + "("
                + position
                + ")";
    return again + " to continue, or pass FollowerOptions.restarting to have it restarted";
  }

  /** Logs that the trail cannot be reached, once until it can be. */
  void unreachable(long position, StoreException failure) {
    if (!unreachable) {
      unreachable = true;
      SafeLog.warn(
          LOG,
          this
              + " cannot reach the trail after position "
              + position
              + "; retrying every second (logged once)",
          failure);
    }
  }

  /** Notes that the trail was reached. */
  void reached() {
    unreachable = false;
  }

  @Override
  public String toString() {
    return name == null ? "Follower without a name" : "Follower '" + name + "'";
  }
}
