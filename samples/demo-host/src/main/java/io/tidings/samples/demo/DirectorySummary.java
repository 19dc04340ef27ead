package io.tidings.samples.demo;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Paint;
import io.tidings.samples.demo.directory.Duplicates;
import io.tidings.samples.demo.directory.FileType;
import io.tidings.samples.demo.directory.Findings;
import io.tidings.samples.demo.steps.Outcome;
import io.tidings.samples.demo.tools.JavaCompile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of the summary on the directory and on the work in it. */
final class DirectorySummary {

  private static final int GROUPS = 3;
  private static final int PROBLEMS = 3;

  private final Page page;

  DirectorySummary(Page page) {
    this.page = page;
  }

  void write(Outcome outcome) {
    Findings findings = outcome.findings();
    page.row("files", files(findings));
    page.rows("unreadable", unreadable(findings));
    page.row("excluded", excluded(findings.excluded()));
    page.row("lines", format(ROOT, "%,d", findings.lines()));
    page.rows("TODO, FIXME", todos(findings));
    page.rows("largest", largest(findings));
    page.rows("duplicates", duplicates(findings.duplicates()));
    page.rows("Java", java(outcome.compileResults()));
    outcome.answers().forEach((query, answer) -> page.row("query", query + ": " + answer));
    page.row("test cases", outcome.testSummary());
    outcome
        .checks()
        .forEach((check, holds) -> page.row("check", Line.of(check + " ").then(holds(holds))));
    page.row("second copy", outcome.copySummary());
    page.row("committed", outcome.commitSummary());
    page.row("DIR", outcome.directoryState());
  }

  private Line holds(boolean holds) {
    return holds
        ? page.terminal().painted(Paint.GREEN, "holds")
        : page.terminal().painted(Paint.YELLOW, "does not hold");
  }

  private static String files(Findings findings) {
    String sorts =
        Stream.of(FileType.values())
            .filter(type -> findings.files(type) > 0)
            .map(type -> format(ROOT, "%,d %s", findings.files(type), type.label()))
            .collect(Collectors.joining(", "));
    return sorts.isEmpty() ? "0" : sorts + "; " + DisplayText.counted(findings.bytes(), "byte");
  }

  private static List<String> unreadable(Findings findings) {
    Map<String, IOException> failures = findings.unreadable().failures();
    return Stream.concat(
            failures.entrySet().stream()
                .map(
                    entry ->
                        entry.getKey()
                            + ": "
                            + DisplayText.shortened(ErrorMessages.reason(entry.getValue()))),
            more(findings.unreadable().count() - failures.size()))
        .toList();
  }

  private static Stream<String> more(long count) {
    return count > 0 ? Stream.of(format(ROOT, "and %,d more", count)) : Stream.empty();
  }

  private static String excluded(Map<String, Integer> names) {
    return names.entrySet().stream()
        .map(name -> name.getValue() == 1 ? name.getKey() : name.getValue() + " " + name.getKey())
        .collect(Collectors.joining(", "));
  }

  private static List<String> todos(Findings findings) {
    return Stream.concat(
            Stream.of(
                format(ROOT, "%,d (%,d without an owner)", findings.todos(), findings.unowned())),
            findings.shownTodos().stream())
        .toList();
  }

  private static List<String> largest(Findings findings) {
    return findings.largest().stream()
        .map(file -> format(ROOT, "%,12d  %s", file.bytes(), file.name()))
        .toList();
  }

  private static List<String> duplicates(List<Duplicates.Group> groups) {
    long redundant = groups.stream().mapToLong(Duplicates.Group::redundantBytes).sum();
    Stream<String> shown = groups.stream().limit(GROUPS).flatMap(DirectorySummary::group);
    return Stream.concat(
            Stream.of(
                DisplayText.counted(groups.size(), "repeated content")
                    + ", "
                    + DisplayText.counted(redundant, "byte")
                    + " redundant"),
            shown)
        .toList();
  }

  private static Stream<String> group(Duplicates.Group group) {
    List<String> names = group.names();
    Stream<String> others = names.stream().skip(1).map(name -> format(ROOT, "%12s  %s", "=", name));
    long more = group.count() - (long) names.size();
    return Stream.of(
            Stream.of(format(ROOT, "%,12d  %s", group.bytes(), names.get(0))),
            others,
            more > 0
                ? Stream.of(format(ROOT, "%12s  and %,d more", "=", more))
                : Stream.<String>empty())
        .flatMap(Function.identity());
  }

  private static List<String> java(List<JavaCompile.CompileResult> results) {
    if (results.isEmpty()) {
      return List.of();
    }
    long alone = results.stream().filter(source -> source.problem().isEmpty()).count();
    List<JavaCompile.CompileResult> failed =
        results.stream().filter(JavaCompile.CompileResult::hasError).toList();
    String all =
        format(
            ROOT,
            "of %d sources that import only java.*, %d compile alone, %d need others, %d have"
                + " errors",
            results.size(),
            alone,
            results.size() - alone - failed.size(),
            failed.size());
    return Stream.concat(
            Stream.of(all),
            failed.stream()
                .limit(PROBLEMS)
                .map(source -> DisplayText.shortened(source.file() + ", " + source.problem())))
        .toList();
  }
}
