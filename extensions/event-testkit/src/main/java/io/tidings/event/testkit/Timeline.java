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

/** Events as text, each below its cause. */
final class Timeline {

  /** How many events are told at most. */
  static final int MOST = 200;

  private final List<DomainEvent> events;
  private final Map<Integer, List<Integer>> effects = new HashMap<>();
  private final List<Integer> roots = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private Timeline(List<DomainEvent> events) {
    this.events = events;
  }

  static String of(Snapshot snapshot) {
    List<DomainEvent> all = snapshot.events();
    int untold = Math.max(0, all.size() - MOST);
    return heading(all.size(), untold, snapshot.letGo())
        + new Timeline(all.subList(untold, all.size())).body();
  }

  private static String heading(int events, int untold, long letGo) {
    return Shown.counted(events, "event")
        + (untold == 0 ? "" : ", the last " + MOST)
        + (letGo == 0 ? "" : "; " + Shown.letGo(letGo))
        + (events == 0 ? "" : ":");
  }

  private String body() {
    group();
    Deque<int[]> next = new ArrayDeque<>();
    push(next, roots, 1);
    while (!next.isEmpty()) {
      int[] place = next.pop();
      line(events.get(place[0]), place[1]);
      push(next, effects.getOrDefault(place[0], List.of()), place[1] + 1);
    }
    return text.toString();
  }

  /** Puts every event below its cause; only one that was recorded earlier counts. */
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
    text.append(Shown.event(event));
    if (!event.details().isEmpty()) {
      text.append(' ').append(Shown.value(event.details()));
    }
  }

  private String offset(DomainEvent event) {
    Instant first = events.get(0).timestamp();
    long micros = micros(event.timestamp()) - micros(first);
    String millis = BigDecimal.valueOf(micros, 3).stripTrailingZeros().toPlainString();
    return (micros < 0 ? "" : "+") + millis + " ms";
  }

  /** ChronoUnit.MICROS goes by nanoseconds, of which a long holds 292 years. */
  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
