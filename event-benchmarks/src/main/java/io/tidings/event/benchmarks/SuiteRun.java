package io.tidings.event.benchmarks;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One run of a suite. Each round forks every benchmark once, in alternating direction, so that
 * compared benchmarks are measured within the same minutes.
 */
final class SuiteRun {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private static final double PRECISION = 1e6;

  private final Suite suite;
  private final Protocol protocol;

  SuiteRun(Suite suite, Protocol protocol) {
    this.suite = suite;
    this.protocol = protocol;
  }

  /** Benchmark with values for its parameters. */
  private record Variant(String benchmark, Map<String, String> params) {

    Variant with(String name, String value) {
      Map<String, String> more = new TreeMap<>(params);
      more.put(name, value);
      return new Variant(benchmark, more);
    }

    /** Returns a sort key that orders numbers by value. */
    String order() {
      return params.values().stream().map("%8s"::formatted).collect(joining());
    }

    String shortName() {
      int method = benchmark.lastIndexOf('.');
      return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }
  }

  /** Runs all rounds and prints the progress. */
  Results run() throws IOException, RunnerException {
    List<Variant> variants = variants();
    Map<Variant, List<Figure.Round>> rounds = new HashMap<>();
    for (int round = 1; round <= protocol.rounds(); round++) {
      System.out.printf("%s: round %d of %d%n", suite.name(), round, protocol.rounds());
      for (Variant variant : variants) {
        rounds.computeIfAbsent(variant, v -> new ArrayList<>()).add(fork(variant));
      }
      Collections.reverse(variants);
    }
    List<Figure> figures =
        variants().stream()
            .map(v -> new Figure(v.shortName(), v.params(), rounds.getOrDefault(v, List.of())))
            .toList();
    int jdk = Runtime.version().feature();
    return new Results(suite.name(), jdk, Environment.current(), protocol, figures);
  }

  /** Returns all variants, grouped by parameters. */
  private List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    for (BenchmarkListEntry entry :
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of())) {
      if (entry.getUserClassQName().equals(suite.benchmarks().getName())) {
        variants.addAll(variants(entry));
      }
    }
    variants.sort(comparing(Variant::order));
    return variants;
  }

  private List<Variant> variants(BenchmarkListEntry entry) {
    List<Variant> variants = List.of(new Variant(entry.getUsername(), Map.of()));
    for (Map.Entry<String, String[]> param : entry.getParams().orElse(Map.of()).entrySet()) {
      String given = suite.params().get(param.getKey());
      List<String> values = given != null ? List.of(given) : List.of(param.getValue());
      variants =
          variants.stream()
              .flatMap(v -> values.stream().map(value -> v.with(param.getKey(), value)))
              .toList();
    }
    return variants;
  }

  private Figure.Round fork(Variant variant) throws RunnerException {
    TimeValue time = new TimeValue(protocol.millis(), TimeUnit.MILLISECONDS);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + variant.benchmark().replace(".", "\\.") + "$")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .warmupIterations(protocol.warmup())
            .warmupTime(time)
            .measurementIterations(protocol.iterations())
            .measurementTime(time)
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    variant.params().forEach(options::param);
    Collection<RunResult> results = new Runner(options.build()).run();
    RunResult result = results.iterator().next();
    Figure.Round round = round(result);
    System.out.printf(
        "  %-50s %12.2f ns/op %10.3f B/op%n",
        Figure.name(variant.shortName(), variant.params()), round.mean(), round.bytes());
    return round;
  }

  private static Figure.Round round(RunResult result) {
    List<Double> nanos =
        result.getAggregatedResult().getIterationResults().stream()
            .map(iteration -> rounded(iteration.getPrimaryResult().getScore()))
            .toList();
    return new Figure.Round(
        nanos, rounded(requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore()));
  }

  private static double rounded(double value) {
    return Math.round(value * PRECISION) / PRECISION;
  }
}
