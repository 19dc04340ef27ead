package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/** Several subscriptions as one. Immutable; thread-safe, but not atomic. */
final class SubscriptionGroup implements Subscription {

  private final List<Subscription> members;

  SubscriptionGroup(Subscription... members) {
    for (Subscription member : members) {
      requireNonNull(member, "subscriptions");
    }
    this.members = List.of(members);
  }

  /** Ends every member, and only then throws what the first one threw, if a host's own did. */
  @Override
  public boolean unsubscribe() {
    boolean removed = false;
    RuntimeException failed = null;
    for (Subscription member : members) {
      try {
        removed |= member.unsubscribe();
      } catch (RuntimeException failure) {
        failed = failed == null ? failure : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return removed;
  }

  @Override
  public boolean isActive() {
    return members.stream().anyMatch(Subscription::isActive);
  }

  @Override
  public String name() {
    return members.stream().map(Subscription::name).collect(Collectors.joining(", ", "[", "]"));
  }
}
