package io.tidings.event.benchmarks;

import static io.tidings.event.benchmarks.Formula.difference;
import static io.tidings.event.benchmarks.Formula.ratio;
import static io.tidings.event.benchmarks.Formula.scaling;
import static io.tidings.event.benchmarks.Formula.time;
import static io.tidings.event.benchmarks.Limit.atLeast;
import static io.tidings.event.benchmarks.Limit.atMost;

import io.tidings.event.benchmarks.suites.BuildBenchmark;
import io.tidings.event.benchmarks.suites.ConstantBenchmark;
import io.tidings.event.benchmarks.suites.EmitBenchmark;
import io.tidings.event.benchmarks.suites.EmitterBenchmark;
import io.tidings.event.benchmarks.suites.FailureBenchmark;
import io.tidings.event.benchmarks.suites.NestedBenchmark;
import io.tidings.event.benchmarks.suites.SelectorBenchmark;
import io.tidings.event.benchmarks.suites.ServicesBenchmark;
import io.tidings.event.benchmarks.suites.StoreBenchmark;
import io.tidings.event.benchmarks.suites.StreamBenchmark;
import io.tidings.event.benchmarks.suites.StreamOfTwoBenchmark;
import io.tidings.event.benchmarks.suites.ThreadsBenchmark;
import java.util.List;
import java.util.Map;

/** The suites, and the rows that they are judged by. To add one, see CONTRIBUTING.md. */
final class Budget {

  /** In the order of the document. */
  static final List<Suite> SUITES =
      List.of(
          new Suite("emit", "An event to callbacks; all are fields.", EmitBenchmark.class),
          new Suite(
              "thousand",
              "The same with a thousand callbacks.",
              EmitBenchmark.class,
              Map.of("callbacks", "1000")),
          new Suite(
              "constant",
              "An event to callbacks; bus and handlers are constants.",
              ConstantBenchmark.class),
          new Suite(
              "threads",
              "One and two threads on one bus, four callbacks that write nothing.",
              ThreadsBenchmark.class),
          new Suite(
              "selector",
              "An event that one subscription is for, alone or among ten thousand to other sessions;"
                  + " loop is one comparison.",
              SelectorBenchmark.class),
          new Suite(
              "nested",
              "A callback that emits an event to another callback.",
              NestedBenchmark.class),
          new Suite(
              "failure", "Ten callbacks, of which one throws every time.", FailureBenchmark.class),
          new Suite("emitter", "A service emits where nobody listens.", EmitterBenchmark.class),
          new Suite(
              "build",
              "Making an event with three details; byHand is the least that does the same.",
              BuildBenchmark.class),
          new Suite(
              "services",
              "An operation of three services; bare is the same work without a word on it.",
              ServicesBenchmark.class),
          new Suite(
              "stream", "An event to 0, 1 and 10 observers of a stream.", StreamBenchmark.class),
          new Suite(
              "stream-two",
              "Two threads emit to one observer of a stream.",
              StreamOfTwoBenchmark.class),
          new Suite(
              "store",
              "Five hundred events stored in one commit, for each event; raw inserts the same rows by"
                  + " hand into the same tables, without redaction.",
              StoreBenchmark.class));

  private static final String EACH = "≤ loop + 1 ns per handler (+ 0.3), 0 B/op";

  static final List<Row> ROWS =
      List.of(
          emit(0, "≤ loop + 2 ns (+ 1), 0 B/op", atMost(2, 1)),
          constant(0, "≤ loop + 2 ns (+ 1), 0 B/op", atMost(2, 1)),
          emit(1, "≤ loop + 10 ns (+ 3), 0 B/op", atMost(10, 3)),
          constant(1, "≤ loop + 10 ns (+ 3), 0 B/op", atMost(10, 3)),
          emit(10, EACH, atMost(1, 0.3)),
          constant(10, EACH, atMost(1, 0.3)),
          emit(100, EACH, atMost(1, 0.3)),
          constant(100, EACH, atMost(1, 0.3)),
          new Row(
              "threads",
              "two emitting threads",
              "(bus two/one) ≥ 0.95 × (loop two/one)",
              scaling(
                  "ThreadsBenchmark.busOne",
                  "ThreadsBenchmark.busTwo",
                  "ThreadsBenchmark.loopOne",
                  "ThreadsBenchmark.loopTwo"),
              atLeast(0.95),
              List.of()),
          new Row(
              "selector",
              "10,000 session subscriptions, one match",
              "≤ 3 × one subscription",
              ratio("SelectorBenchmark.busTenThousandSessions", "SelectorBenchmark.busOneByKind"),
              atMost(3),
              List.of()),
          new Row(
              "selector",
              "subscribe and close among 10,000 session subscriptions",
              "≤ 5 µs",
              time("SelectorBenchmark.busSubscribeAndClose"),
              atMost(5_000),
              List.of()),
          new Row(
              "build",
              "build and emit to one callback",
              "≤ 1.3 × by hand: ULID text, time, record with three frozen details",
              ratio("BuildBenchmark.buildAndEmit", "BuildBenchmark.byHand"),
              atMost(1.3),
              List.of()),
          emitter("without a bus", "withoutBus"),
          emitter("with the no-op bus", "noopBus"),
          emitter("with a bus not enabled for the kind", "notEnabled"),
          emitter("with a tap that does not want the kind", "notEnabledTap"),
          services("resolve", "resource resolved", "None", "without a bus"),
          services("resolve", "resource resolved", "Noop", "with the no-op bus"),
          services("resolve", "resource resolved", "NotEnabled", "with a bus not enabled"),
          services("record", "decision recorded", "None", "without a bus"),
          services("record", "decision recorded", "Noop", "with the no-op bus"),
          services("record", "decision recorded", "NotEnabled", "with a bus not enabled"),
          services("start", "plan started", "None", "without a bus"),
          services("start", "plan started", "Noop", "with the no-op bus"),
          services("start", "plan started", "NotEnabled", "with a bus not enabled"),
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
              List.of()),
          store("disk"),
          store("memory"));

  private static Row store(String place) {
    return new Row(
        "store",
        "store, batches of 500, " + place,
        "≥ 0.8 × raw JDBC",
        ratio(
            "StoreBenchmark.raw(place=" + place + ")", "StoreBenchmark.store(place=" + place + ")"),
        atLeast(0.8),
        List.of());
  }

  private static Row services(String operation, String path, String with, String bus) {
    String measured = "ServicesBenchmark." + operation + with;
    return new Row(
        "services",
        path + " " + bus,
        "≤ bare + 3 ns" + (operation.equals("resolve") ? ", 0 B/op" : ""),
        difference(measured, "ServicesBenchmark." + operation + "Bare", 1),
        atMost(3),
        operation.equals("resolve") ? List.of(measured) : List.of());
  }

  private static Row constant(int callbacks, String budget, Limit limit) {
    return against(
        "constant",
        "emit, " + callbacks(callbacks) + ", constants",
        budget,
        "ConstantBenchmark.bus" + callbacks,
        "ConstantBenchmark.loop" + callbacks,
        callbacks,
        limit);
  }

  private static Row emit(int callbacks, String budget, Limit limit) {
    String params = "(callbacks=" + callbacks + ")";
    return against(
        "emit",
        "emit, " + callbacks(callbacks),
        budget,
        "EmitBenchmark.bus" + params,
        "EmitBenchmark.loop" + params,
        callbacks,
        limit);
  }

  private static String callbacks(int callbacks) {
    return callbacks + (callbacks == 1 ? " callback" : " callbacks");
  }

  private static Row against(
      String suite,
      String path,
      String budget,
      String bus,
      String loop,
      int callbacks,
      Limit limit) {
    int parts = Math.max(1, callbacks);
    return new Row(suite, path, budget, difference(bus, loop, parts), limit, List.of(bus));
  }

  private static String stream(String benchmark, int observers) {
    return "StreamBenchmark." + benchmark + "(observers=" + observers + ")";
  }

  private static Row emitter(String bus, String method) {
    String measured = "EmitterBenchmark." + method;
    return new Row(
        "emitter",
        "emitter " + bus,
        "≤ 3 ns, 0 B/op",
        time(measured),
        atMost(3),
        List.of(measured));
  }

  private Budget() {}

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
