package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Text form of a recording, with each event below its cause. */
final class Timeline {

  /** The largest number of events in a timeline. */
  static final int MAX_EVENTS = 200;

  private final List<DomainEvent> events;
  private final Map<Integer, List<Integer>> effects = new HashMap<>();
  private final List<Integer> roots = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private Timeline(List<DomainEvent> events) {
    this.events = events;
  }

  static String of(Snapshot snapshot) {
    List<DomainEvent> all = snapshot.events();
    int omitted = Math.max(0, all.size() - MAX_EVENTS);
    return heading(all.size(), omitted, snapshot.dropped())
        + new Timeline(all.subList(omitted, all.size())).body();
  }

  private static String heading(int events, int omitted, long dropped) {
    return Formatting.counted(events, "event")
        + (omitted == 0 ? "" : ", the last " + MAX_EVENTS)
        + (dropped == 0 ? "" : "; " + Formatting.dropped(dropped))
        + (events == 0 ? "" : ":");
  }

  private String body() {
    group();
    Deque<int[]> next = new ArrayDeque<>();
    push(next, roots, 1);
    while (!next.isEmpty()) {
      int[] entry = next.pop();
      line(events.get(entry[0]), entry[1]);
      push(next, effects.getOrDefault(entry[0], List.of()), entry[1] + 1);
    }
    return text.toString();
  }

  /** Assigns each event to its cause, if that was recorded earlier. */
  private void group() {
    Map<String, Integer> earlier = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      Integer cause = earlier.get(events.get(i).causationId());
      (cause == null ? roots : effects.computeIfAbsent(cause, c -> new ArrayList<>())).add(i);
      earlier.putIfAbsent(events.get(i).id(), i);
    }
  }

  private static void push(Deque<int[]> next, List<Integer> events, int depth) {
    for (int i = events.size() - 1; i >= 0; i--) {
      next.push(new int[] {events.get(i), depth});
    }
  }

  private void line(DomainEvent event, int depth) {
    text.append('\n').append("  ".repeat(depth)).append(offset(event)).append(' ');
    text.append(Formatting.event(event));
    if (!event.details().isEmpty()) {
      text.append(' ').append(Formatting.value(event.details()));
    }
  }

  private String offset(DomainEvent event) {
    Instant first = events.get(0).timestamp();
    long micros = micros(event.timestamp()) - micros(first);
    String millis = BigDecimal.valueOf(micros, 3).stripTrailingZeros().toPlainString();
    return (micros < 0 ? "" : "+") + millis + " ms";
  }

  /** Returns microseconds since the epoch; ChronoUnit.MICROS overflows beyond 292 years. */
  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
