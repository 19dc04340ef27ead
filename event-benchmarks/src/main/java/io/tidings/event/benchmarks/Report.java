package io.tidings.event.benchmarks;

import static java.util.Comparator.comparing;

import io.tidings.event.benchmarks.Row.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The document: the budget, worst first, then every figure. Immutable. */
final class Report {

  private final List<Results> results;
  private final String notes;
  private final List<Integer> jdks;

  Report(List<Results> results, String notes) {
    this.results = results;
    this.notes = notes.strip();
    this.jdks = results.stream().map(Results::jdk).distinct().sorted().toList();
  }

  /** Returns the report on what is kept in a directory. */
  static Report of(Path directory, Path notes) throws IOException {
    return new Report(Results.readAll(directory), Files.readString(notes));
  }

  /** Writes the document and its pictures into a directory. */
  void write(Path docs) throws IOException {
    Path pictures = Files.createDirectories(docs.resolve("performance"));
    for (Chart chart : charts()) {
      Files.writeString(pictures.resolve(chart.file()), chart.svg());
    }
    Files.writeString(docs.resolve("performance.md"), text());
  }

  List<Chart> charts() {
    return Suites.ALL.stream()
        .filter(suite -> !runs(suite).isEmpty())
        .map(suite -> new Chart(suite, runs(suite)))
        .toList();
  }

  String text() {
    return String.join(
            "\n\n",
            "# Performance",
            "<!-- Written by bin/benchmarks from event-benchmarks/results and notes.md; not to be"
                + " edited. -->",
            Wording.METHOD,
            "## The budget",
            budget(),
            notes,
            "## Every figure",
            Wording.FIGURES,
            Suites.ALL.stream().map(this::figures).collect(Collectors.joining("\n\n")),
            "## Where it was measured",
            environments())
        + "\n";
  }

  private String budget() {
    return table(
        Stream.concat(Stream.of("path", "budget (goal)"), jdks.stream().map(jdk -> "JDK " + jdk)),
        Budget.ROWS.stream()
            .sorted(comparing(this::worst))
            .map(row -> Stream.concat(Stream.of(row.path(), row.budget()), cells(row))));
  }

  /** Returns the worst verdict on a row; a row that was not measured is undecided. */
  private Verdict worst(Row row) {
    return judgements(row).map(Judgement::verdict).sorted().findFirst().orElse(Verdict.UNDECIDED);
  }

  private Stream<Judgement> judgements(Row row) {
    return runs(Suites.named(row.suite())).stream().map(row::judge);
  }

  private Stream<String> cells(Row row) {
    return jdks.stream()
        .map(
            jdk ->
                run(row.suite(), jdk)
                    .map(row::judge)
                    .map(Report::cell)
                    .findFirst()
                    .orElse("not measured"));
  }

  private static String cell(Judgement judged) {
    String verdict = judged.reachesGoal() ? judged.verdict() + ", goal too" : "" + judged.verdict();
    Interval measured = judged.measured();
    String bytes =
        judged.row().unallocated().isEmpty() ? "" : ", %s B/op".formatted(bytes(judged.bytes()));
    return "**%s**: %s (%s to %s) %s%s"
        .formatted(
            verdict,
            number(measured.mean()),
            number(measured.lower()),
            number(measured.upper()),
            judged.row().formula().unit(),
            bytes);
  }

  private String figures(Suite suite) {
    String head = "### " + suite.name() + "\n\n" + suite.about() + "\n\n";
    List<Results> runs = runs(suite);
    if (runs.isEmpty()) {
      return head + "Not measured yet.";
    }
    return head
        + "![%s](performance/%s)\n\n".formatted(suite.name(), suite.chart())
        + table(
            Stream.concat(
                Stream.of("benchmark"),
                runs.stream().flatMap(r -> Stream.of("JDK " + r.jdk() + ", ns/op", "B/op"))),
            runs.get(0).figures().stream()
                .map(figure -> Stream.concat(Stream.of(figure.label()), times(figure, runs))));
  }

  private static Stream<String> times(Figure named, List<Results> runs) {
    return runs.stream()
        .flatMap(
            run ->
                Stream.of(
                    withError(run.figure(named.name()).nanos()),
                    bytes(run.allocated(named.name()))));
  }

  private static String withError(Interval time) {
    return number(time.mean()) + " ± " + number(time.upper() - time.mean());
  }

  private static String bytes(double bytes) {
    return bytes < Row.NOTHING ? "0" : number(bytes);
  }

  private String environments() {
    return table(
        Stream.of("suite", "JDK", "JVM", "system", "processor", "day (UTC)", "rounds × iterations"),
        results.stream().map(Report::environment));
  }

  private static Stream<String> environment(Results run) {
    Environment on = run.environment();
    Protocol protocol = run.protocol();
    return Stream.of(
        run.suite(),
        "" + run.jdk(),
        on.vm(),
        on.os(),
        on.processor() + ", " + on.processors() + " to use",
        on.date(),
        "%d × %d of %d ms%s"
            .formatted(
                protocol.rounds(),
                protocol.iterations(),
                protocol.millis(),
                protocol.isFull() ? "" : " (quick)"));
  }

  private List<Results> runs(Suite suite) {
    return jdks.stream().flatMap(jdk -> run(suite.name(), jdk)).toList();
  }

  private Stream<Results> run(String suite, int jdk) {
    return results.stream().filter(run -> run.suite().equals(suite) && run.jdk() == jdk);
  }

  private static String table(Stream<String> head, Stream<Stream<String>> rows) {
    List<String> names = head.toList();
    return Stream.concat(Stream.of(names.stream(), names.stream().map(name -> "---")), rows)
        .map(cells -> cells.collect(Collectors.joining(" | ", "| ", " |")))
        .collect(Collectors.joining("\n"));
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String pattern = size < 10 ? "%.2f" : size < 1_000 ? "%.1f" : "%,.0f";
    return Double.isInfinite(value) ? "?" : String.format(Locale.ROOT, pattern, value);
  }
}
