package io.tidings.event.benchmarks;

import static io.tidings.event.benchmarks.Formula.allocation;
import static io.tidings.event.benchmarks.Formula.difference;
import static io.tidings.event.benchmarks.Formula.ratio;
import static io.tidings.event.benchmarks.Formula.scaling;
import static io.tidings.event.benchmarks.Formula.time;
import static io.tidings.event.benchmarks.Limit.atLeast;
import static io.tidings.event.benchmarks.Limit.atMost;

import java.util.List;
import java.util.stream.Stream;

/** Rows of the performance budget. To add one, see CONTRIBUTING.md. */
final class Budget {

  private static final String EACH = "≤ loop + 1 ns per handler (+ 0.3), 0 B/op";

  private static final List<Row> CORE =
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
              "≤ 1.4 × by hand: ULID text, time, record with three frozen details",
              ratio("BuildBenchmark.buildAndEmit", "BuildBenchmark.byHand"),
              atMost(1.4),
              List.of()),
          new Row(
              "payload",
              "emit of a record with three components to one typed handler",
              "≤ 1.2 × the same by details",
              ratio("PayloadBenchmark.typed", "PayloadBenchmark.details"),
              atMost(1.2),
              List.of()),
          emitter("without a bus", "withoutBus"),
          emitter("with the no-op bus", "noopBus"),
          emitter("with a bus not enabled for the kind", "notEnabled"),
          emitter("with a tap not interested in the kind", "notEnabledTap"));

  private static final List<Row> SERVICES =
      List.of(
          services("resolve", "resource resolved", "None", "without a bus"),
          services("resolve", "resource resolved", "Noop", "with the no-op bus"),
          services("resolve", "resource resolved", "NotEnabled", "with a bus not enabled"),
          services("record", "decision recorded", "None", "without a bus"),
          services("record", "decision recorded", "Noop", "with the no-op bus"),
          services("record", "decision recorded", "NotEnabled", "with a bus not enabled"),
          services("start", "plan started", "None", "without a bus"),
          services("start", "plan started", "Noop", "with the no-op bus"),
          services("start", "plan started", "NotEnabled", "with a bus not enabled"));

  private static final List<Row> STREAM =
      List.of(
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

  private static final List<Row> LOG =
      List.of(
          new Row(
              "log",
              "LoggingEventBus",
              "≤ 1.3 × the same entry logged by hand",
              ratio("LogBenchmark.bus", "LogBenchmark.byHand"),
              atMost(1.3),
              List.of()),
          new Row(
              "log",
              "redaction of a clean event",
              "≤ 0.15 × encoding it",
              ratio("LogBenchmark.redactClean", "LogBenchmark.encode"),
              atMost(0.15),
              List.of()),
          new Row(
              "json",
              "DomainEventJson",
              "≥ 1.2 × an ObjectMapper with a hand-written serializer",
              ratio("JsonBenchmark.objectMapper", "JsonBenchmark.domainEventJson"),
              atLeast(1.2),
              List.of()),
          new Row(
              "json",
              "DomainEventJson, allocation",
              "≤ that of the ObjectMapper",
              allocation("JsonBenchmark.domainEventJson", "JsonBenchmark.objectMapper"),
              atMost(1),
              List.of()),
          new Row(
              "hand-over",
              "AsyncTap hand-over",
              "≤ 2 × ArrayBlockingQueue",
              ratio("HandOverBenchmark.asyncTap", "HandOverBenchmark.arrayBlockingQueue"),
              atMost(2),
              List.of()),
          new Row(
              "hand-over",
              "emit to an asynchronous subscription",
              "≤ 0.33 × ExecutorService.execute",
              ratio("HandOverBenchmark.subscription", "HandOverBenchmark.execute"),
              atMost(0.33),
              List.of()));

  private static final List<Row> STORE =
      List.of(
          store("disk"),
          store("memory"),
          new Row(
              "postgres",
              "store, batches of 500, PostgreSQL",
              "≥ 0.8 × raw JDBC",
              ratio("PostgresStoreBenchmark.raw", "PostgresStoreBenchmark.store"),
              atLeast(0.8),
              List.of()));

  private static final List<Row> METERING =
      List.of(
          new Row(
              "metering",
              "metering, an event checked by the gate",
              "≤ 50 ns",
              time("MeteringBenchmark.admits"),
              atMost(50),
              List.of()),
          new Row(
              "metering",
              "metering, a tap behind the gate",
              "≤ the tap + 60 ns",
              difference("MeteringBenchmark.gated", "MeteringBenchmark.bare", 1),
              atMost(60),
              List.of()));

  private static final List<Row> LANGCHAIN4J =
      List.of(
          new Row(
              "langchain4j",
              "tool call of LangChain4j, one handler",
              "≤ bare + 2,000 ns",
              difference("ToolBenchmark.handled", "ToolBenchmark.bare", 1),
              atMost(2_000),
              List.of()));

  private static final List<Row> OBSERVE =
      List.of(
          observe(1, "recordable, without a recording", "off", "≤ plain bus + 1 ns, 0 B/op", 1, 1),
          observe(
              10,
              "recordable, without a recording",
              "off",
              "≤ plain bus + 1 ns per handler, 0 B/op",
              10,
              1),
          observe(1, "with meters", "metered", "≤ plain bus + 40 ns, 0 B/op", 1, 40),
          observe(10, "with meters", "metered", "≤ plain bus + 40 ns per handler, 0 B/op", 10, 40));

  /** All rows; those with the same verdict appear in this order in the document. */
  static final List<Row> ROWS =
      Stream.of(CORE, SERVICES, LANGCHAIN4J, OBSERVE, STREAM, LOG, STORE, METERING)
          .flatMap(List::stream)
          .toList();

  private static Row observe(
      int callbacks, String path, String method, String budget, int parts, double nanos) {
    String params = "(callbacks=" + callbacks + ")";
    String measured = "ObserveBenchmark." + method + params;
    return new Row(
        "observe",
        "emit, " + callbacks(callbacks) + ", " + path,
        budget,
        difference(measured, "ObserveBenchmark.plain" + params, parts),
        atMost(nanos),
        List.of(Allocation.of(measured)));
  }

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
    String bare = "ServicesBenchmark." + operation + "Bare";
    return new Row(
        "services",
        path + " " + bus,
        "≤ bare + 3 ns, + 0 B/op",
        difference(measured, bare, 1),
        atMost(3),
        List.of(new Allocation(measured, bare)));
  }

  private static Row constant(int callbacks, String budget, Limit limit) {
    return comparison(
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
    return comparison(
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

  private static Row comparison(
      String suite,
      String path,
      String budget,
      String bus,
      String loop,
      int callbacks,
      Limit limit) {
    int parts = Math.max(1, callbacks);
    return new Row(
        suite, path, budget, difference(bus, loop, parts), limit, List.of(Allocation.of(bus)));
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
        List.of(Allocation.of(measured)));
  }

  private Budget() {}
}
