package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Search for the first event that meets the most expectations. */
final class NearestMiss {

  private NearestMiss() {}

  /** Returns the sentence about that event, or nothing if no event meets any expectation. */
  static String describe(Snapshot now, List<Expectation> expectations) {
    DomainEvent nearest = find(now, expectations);
    return nearest == null ? "" : ".\nNearest: " + describe(nearest, now, expectations);
  }

  private static @Nullable DomainEvent find(Snapshot now, List<Expectation> expectations) {
    DomainEvent nearest = null;
    long most = 0;
    for (DomainEvent event : now.events()) {
      long met = expectations.stream().filter(one -> one.isMet(event, now)).count();
      if (met > most) {
        nearest = event;
        most = met;
      }
    }
    return nearest;
  }

  private static String describe(
      DomainEvent nearest, Snapshot now, List<Expectation> expectations) {
    return expectations.stream()
        .filter(one -> !one.isMet(nearest, now))
        .map(one -> one.mismatch().apply(nearest, now))
        .collect(Collectors.joining(" and ", Formatting.event(nearest) + " ", ""));
  }
}
