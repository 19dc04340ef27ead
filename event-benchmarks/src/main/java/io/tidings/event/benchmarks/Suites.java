package io.tidings.event.benchmarks;

import io.tidings.event.benchmarks.suites.BuildBenchmark;
import io.tidings.event.benchmarks.suites.ConstantBenchmark;
import io.tidings.event.benchmarks.suites.EmitBenchmark;
import io.tidings.event.benchmarks.suites.EmitterBenchmark;
import io.tidings.event.benchmarks.suites.FailureBenchmark;
import io.tidings.event.benchmarks.suites.HandOverBenchmark;
import io.tidings.event.benchmarks.suites.JsonBenchmark;
import io.tidings.event.benchmarks.suites.LogBenchmark;
import io.tidings.event.benchmarks.suites.MeteringBenchmark;
import io.tidings.event.benchmarks.suites.NestedBenchmark;
import io.tidings.event.benchmarks.suites.ObserveBenchmark;
import io.tidings.event.benchmarks.suites.PayloadBenchmark;
import io.tidings.event.benchmarks.suites.PostgresStoreBenchmark;
import io.tidings.event.benchmarks.suites.SelectorBenchmark;
import io.tidings.event.benchmarks.suites.ServicesBenchmark;
import io.tidings.event.benchmarks.suites.StoreBenchmark;
import io.tidings.event.benchmarks.suites.StreamBenchmark;
import io.tidings.event.benchmarks.suites.StreamOfTwoBenchmark;
import io.tidings.event.benchmarks.suites.ThreadsBenchmark;
import io.tidings.event.benchmarks.suites.ToolBenchmark;
import java.util.List;
import java.util.Map;

/** All suites. To add one, see CONTRIBUTING.md. */
final class Suites {

  /** The suites in the order of the document. */
  static final List<Suite> ALL =
      List.of(
          new Suite(
              "emit", "An event to callbacks; bus and handlers are fields.", EmitBenchmark.class),
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
              "An event that matches one subscription, alone or among ten thousand for other"
                  + " sessions; loop is one comparison.",
              SelectorBenchmark.class),
          new Suite(
              "nested",
              "A callback that emits an event to another callback.",
              NestedBenchmark.class),
          new Suite(
              "failure", "Ten callbacks, of which one throws every time.", FailureBenchmark.class),
          new Suite(
              "emitter",
              "A service emits without an interested handler or tap.",
              EmitterBenchmark.class),
          new Suite(
              "build",
              "Building an event with three details; byHand is the minimum that does the same.",
              BuildBenchmark.class),
          new Suite(
              "payload",
              "A record of three components to one typed handler; details is the same by details.",
              PayloadBenchmark.class),
          new Suite(
              "services",
              "An operation of three services; bare is the same work without an emitter.",
              ServicesBenchmark.class),
          new Suite(
              "langchain4j",
              "A tool call of a LangChain4j service, of a hundred in one invocation; handled has"
                  + " the events of run and model too.",
              ToolBenchmark.class),
          new Suite(
              "observe",
              "An event to callbacks: off is not recorded, recorded has tidings.jfc, observed an"
                  + " observation per call.",
              ObserveBenchmark.class),
          new Suite(
              "stream", "An event to 0, 1 and 10 observers of a stream.", StreamBenchmark.class),
          new Suite(
              "stream-two",
              "Two threads emit to one observer of a stream.",
              StreamOfTwoBenchmark.class),
          new Suite(
              "store",
              "Five hundred events in one commit, per event; raw inserts the same rows by"
                  + " hand into the same tables, without redaction.",
              StoreBenchmark.class),
          new Suite(
              "postgres",
              "The same on PostgreSQL on the same machine, with every commit forced to the disk.",
              PostgresStoreBenchmark.class),
          new Suite(
              "metering",
              "The gate of metering for events of 128 organizations with usage in memory; bare is a"
                  + " tap without the gate.",
              MeteringBenchmark.class),
          new Suite(
              "log",
              "An event with three details, logged by the bus and by hand, redacted, and encoded.",
              LogBenchmark.class),
          new Suite("json", "The same event as bytes of JSON.", JsonBenchmark.class),
          new Suite(
              "hand-over",
              "Bursts of 10,000 events to one thread, from the first emit to the last one handled.",
              HandOverBenchmark.class));

  private Suites() {}

  /**
   * Returns the suite with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Suite named(String name) {
    return ALL.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown suite "
                        + name
                        + "; use one of "
                        + ALL.stream().map(Suite::name).toList()));
  }
}
