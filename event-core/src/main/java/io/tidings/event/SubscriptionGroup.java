package io.tidings.event;

import java.util.List;
import java.util.stream.Collectors;

/** Several subscriptions as one. Immutable; thread-safe, but not atomic. */
final class SubscriptionGroup implements Subscription {

  private final List<Subscription> members;

  SubscriptionGroup(Subscription... members) {
    this.members = List.of(members);
  }

  @Override
  public boolean unsubscribe() {
    boolean removed = false;
    for (Subscription member : members) {
      removed |= member.unsubscribe();
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
