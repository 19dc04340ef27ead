package io.tidings.event.benchmarks;

import static io.tidings.event.benchmarks.Formula.difference;
import static io.tidings.event.benchmarks.Formula.ratio;
import static io.tidings.event.benchmarks.Limit.atMost;

import io.tidings.event.benchmarks.suites.EmitBenchmark;
import io.tidings.event.benchmarks.suites.StreamBenchmark;
import io.tidings.event.benchmarks.suites.StreamOfTwoBenchmark;
import java.util.List;

/** The suites, and the rows that they are judged by. To add one, see CONTRIBUTING.md. */
final class Budget {

  /** In the order of the document. */
  static final List<Suite> SUITES =
      List.of(
          new Suite(
              "emit",
              "An event to 0, 1, 10 and 100 callbacks; all are fields.",
              EmitBenchmark.class),
          new Suite(
              "stream", "An event to 0, 1 and 10 observers of a stream.", StreamBenchmark.class),
          new Suite(
              "stream-two",
              "Two threads emit to one observer of a stream.",
              StreamOfTwoBenchmark.class));

  static final List<Row> ROWS =
      List.of(
          emit(0, "≤ loop + 2 ns (+ 1), 0 B/op", atMost(2, 1)),
          emit(1, "≤ loop + 10 ns (+ 3), 0 B/op", atMost(10, 3)),
          emit(10, "≤ loop + 1 ns per handler (+ 0.3), 0 B/op", atMost(1, 0.3)),
          emit(100, "≤ loop + 1 ns per handler (+ 0.3), 0 B/op", atMost(1, 0.3)),
          new Row(
              "stream",
              "stream, no observer",
              "≤ plain bus + 1 ns",
              difference(stream("stream", 0), stream("plain", 0), 1),
              atMost(1),
              List.of()),
          new Row(
              "stream",
              "stream, one observer and one callback",
              "≤ 1.3 × (serialized subject + loop)",
              ratio(stream("streamAndCallback", 1), stream("serializedAndLoop", 1)),
              atMost(1.3),
              List.of()),
          new Row(
              "stream-two",
              "stream, one observer, two threads",
              "≤ serialized subject",
              ratio("StreamOfTwoBenchmark.stream", "StreamOfTwoBenchmark.serialized"),
              atMost(1),
              List.of()));

  private Budget() {}

  private static Row emit(int callbacks, String budget, Limit limit) {
    String bus = "EmitBenchmark.bus(callbacks=" + callbacks + ")";
    String loop = "EmitBenchmark.loop(callbacks=" + callbacks + ")";
    return new Row(
        "emit",
        "emit, " + callbacks + (callbacks == 1 ? " callback" : " callbacks"),
        budget,
        difference(bus, loop, Math.max(1, callbacks)),
        limit,
        List.of(bus));
  }

  private static String stream(String benchmark, int observers) {
    return "StreamBenchmark." + benchmark + "(observers=" + observers + ")";
  }

  /** Returns the suite with a name. */
  static Suite suite(String name) {
    return SUITES.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no suite "
                        + name
                        + "; there are "
                        + SUITES.stream().map(Suite::name).toList()));
  }
}
