package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.SafeLog;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.follow.RestartDelays;
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

  private static final String RESTART = ", or pass FollowerOptions.restarting to have it restarted";

  private final String subject;
  private final String remedy;
  private final @Nullable RestartDelays delays;
  private boolean unreachable;

  private FollowerFailures(String subject, String remedy, @Nullable RestartDelays delays) {
    this.subject = subject;
    this.remedy = remedy;
    this.delays = delays;
  }

  /** Returns the failures of a follower that stores its position under a name. */
  static FollowerFailures named(String name, FollowerOptions options) {
    return new FollowerFailures(
        "Follower '" + name + "'",
        "follow again under its name" + RESTART,
        requireNonNull(options, "options").delays());
  }

  /** Returns the failures of a follower without a name. */
  static FollowerFailures unnamed(FollowerOptions options) {
    return new FollowerFailures(
        "Follower without a name",
        "follow again from {}" + RESTART,
        requireNonNull(options, "options").delays());
  }

  /** Returns the failures of a publisher's subscription, which cannot restart. */
  static FollowerFailures subscription() {
    return new FollowerFailures("Subscription to the trail", "subscribe again from {}", null);
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
    return remedy.replace("{}", "Cursor." + (isBehind ? "leftAfter(" : "after(") + position + ")");
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
    return subject;
  }
}
