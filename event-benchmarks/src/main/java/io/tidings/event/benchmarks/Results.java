package io.tidings.event.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stored results of one run of a suite on one JDK. Immutable.
 *
 * @param suite the suite's name
 * @param jdk the JDK's feature version
 * @param environment the environment of the run
 * @param protocol the measurement protocol
 * @param figures the figures of the benchmarks
 */
record Results(
    String suite, int jdk, Environment environment, Protocol protocol, List<Figure> figures) {

  /**
   * The maximum that JMH itself allocates per nanosecond: some kilobytes per iteration of 200 ms.
   */
  private static final double MAX_JMH_BYTES_PER_NANO = 0.001;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Returns the file name of these results. */
  String file() {
    return suite + "-jdk" + jdk + ".json";
  }

  /**
   * Returns the figure with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  Figure figure(String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "suite "
                        + suite
                        + " has no benchmark "
                        + name
                        + "; run it again if it is new"));
  }

  /**
   * Returns the maximum over the rounds of the bytes per operation of a benchmark, minus JMH's own
   * allocation. That is proportional to the time of an operation; the benchmark with the lowest
   * rate determines it if the rate is low enough to be JMH's.
   */
  double allocated(String name) {
    Figure figure = figure(name);
    double max = 0;
    for (int i = 0; i < protocol.rounds(); i++) {
      Figure.Round round = figure.rounds().get(i);
      max = Math.max(max, round.bytes() - jmhRate(i) * round.mean());
    }
    return max;
  }

  private double jmhRate(int round) {
    double least =
        figures.stream().mapToDouble(f -> f.rounds().get(round).bytesPerNano()).min().orElse(0);
    return least < MAX_JMH_BYTES_PER_NANO ? least : 0;
  }

  /** Writes the results into a directory, one line per figure. */
  void write(Path directory) throws IOException {
    StringBuilder text = new StringBuilder("{\"suite\":" + json(suite) + ",\"jdk\":" + jdk);
    text.append(",\n\"environment\":").append(json(environment));
    text.append(",\n\"protocol\":").append(json(protocol)).append(",\n\"figures\":[\n");
    text.append(String.join(",\n", figures.stream().map(Results::json).toList()));
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(file()), text.append("\n]}\n"));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads all results in a directory, sorted by file name. */
  static List<Results> readAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Results::read)
          .toList();
    }
  }

  private static Results read(Path file) {
    try {
      return JSON.readValue(file.toFile(), Results.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
