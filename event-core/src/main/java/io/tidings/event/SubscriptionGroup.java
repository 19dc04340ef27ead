package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several subscriptions as one. Immutable; thread-safe, but not atomic. */
final class SubscriptionGroup implements Subscription {

  private final List<Subscription> members;

  SubscriptionGroup(Subscription... members) {
    for (Subscription member : requireNonNull(members, "subscriptions")) {
      requireNonNull(member, "subscriptions");
    }
    this.members = List.of(members);
  }

  /** Ends every member, and only then throws what the first one threw, if a host's own did. */
  @Override
  public boolean unsubscribe() {
    boolean removed = false;
    List<Throwable> thrown = new ArrayList<>();
    for (Subscription member : members) {
      try {
        removed |= member.unsubscribe();
      } catch (Throwable failure) {
        thrown.add(failure);
      }
    }
    if (!thrown.isEmpty()) {
      throwFirst(thrown.get(0));
    }
    return removed;
  }

  private static void throwFirst(Throwable first) {
    if (first instanceof Error error) {
      throw error;
    }
    throw first instanceof RuntimeException failure ? failure : new IllegalStateException(first);
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
