package io.tidings.event.store.internal.follow;

import java.time.Duration;

/**
 * The longest time between two polls of a follower. Immutable.
 *
 * @param withoutNotifications while the database does not notify of appends by other stores
 * @param withNotifications while it does
 */
public record PollInterval(Duration withoutNotifications, Duration withNotifications) {

  public static final PollInterval DEFAULT =
      new PollInterval(Duration.ofMillis(100), Duration.ofMillis(500));
}
