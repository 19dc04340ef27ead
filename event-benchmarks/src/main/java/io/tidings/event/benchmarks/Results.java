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
 * One run of a suite on one JDK, as it is kept. Immutable.
 *
 * @param suite the suite's name
 * @param jdk the JDK's feature version
 * @param environment what it ran on
 * @param protocol how it was measured
 * @param figures what was measured
 */
record Results(
    String suite, int jdk, Environment environment, Protocol protocol, List<Figure> figures) {

  /**
   * JMH itself allocates less than this for each nanosecond: some kilobytes in each iteration of a
   * fifth of a second.
   */
  private static final double MOST_OWN = 0.001;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Returns the file these results are kept in. */
  String file() {
    return suite + "-jdk" + jdk + ".json";
  }

  /** Returns the figure with a name. */
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
   * Returns how many bytes an operation of a benchmark allocated, the most of any round, less what
   * JMH allocates for itself in each iteration: that is in proportion to the time an operation
   * takes, and the benchmark with the least in that proportion shows it, if it is little enough to
   * be JMH's.
   */
  double allocated(String name) {
    Figure figure = figure(name);
    double most = 0;
    for (int i = 0; i < protocol.rounds(); i++) {
      Figure.Round round = figure.rounds().get(i);
      most = Math.max(most, round.bytes() - own(i) * round.mean());
    }
    return most;
  }

  private double own(int round) {
    double least =
        figures.stream().mapToDouble(f -> f.rounds().get(round).bytesPerNano()).min().orElse(0);
    return least < MOST_OWN ? least : 0;
  }

  /** Writes this into a directory, one line for each figure. */
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
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Reads all results in a directory, by file name. */
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
