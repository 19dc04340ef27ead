package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The first event that met the most of what was asked, but not all. */
final class NearestMiss {

  private NearestMiss() {}

  /** Returns what to say of it: nothing if no event met anything. */
  static String told(Snapshot now, List<Expectation> asked) {
    DomainEvent nearest = find(now, asked);
    return nearest == null ? "" : ".\nNearest: " + told(nearest, now, asked);
  }

  private static @Nullable DomainEvent find(Snapshot now, List<Expectation> asked) {
    DomainEvent nearest = null;
    long most = 0;
    for (DomainEvent event : now.events()) {
      long met = asked.stream().filter(one -> one.isMet(event, now)).count();
      if (met > most) {
        nearest = event;
        most = met;
      }
    }
    return nearest;
  }

  private static String told(DomainEvent nearest, Snapshot now, List<Expectation> asked) {
    return asked.stream()
        .filter(one -> !one.isMet(nearest, now))
        .map(one -> one.found().apply(nearest, now))
        .collect(Collectors.joining(" and ", Shown.event(nearest) + " ", ""));
  }
}
