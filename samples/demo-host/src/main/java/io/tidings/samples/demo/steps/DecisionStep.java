package io.tidings.samples.demo.steps;

import io.tidings.event.services.decision.CorrectionMode;
import io.tidings.event.services.decision.DecisionService;
import io.tidings.event.services.decision.NewDecision;
import io.tidings.samples.demo.directory.SecondCopy;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;

/** The decisions on the files of the sandbox and on the name of the report. */
final class DecisionStep implements Step {

  private static final String SANDBOX = "Which files does the sandbox take?";

  @Override
  public void run(ScriptState state) {
    DecisionService decisions = state.services.decisions();
    String user = String.valueOf(state.project.scope().user());
    String allFiles = record(state, "scope", SANDBOX, "all of them", "the report is about all");
    decisions.approve(allFiles, user);
    decisions.correct(allFiles, CorrectionMode.APPEND, "as far as they fit on a disk");
    String someFiles = record(state, "scope", SANDBOX, room(), "so it stays small and quick");
    decisions.supersede(allFiles, someFiles);
    state.reportName = freeName(state.options.directory());
    decisions.approve(
        record(state, "name", "Which name for the report?", state.reportName, "it is free"), user);
  }

  private static String record(
      ScriptState state, String type, String question, String option, String rationale) {
    NewDecision decision = new NewDecision(state.planId, type, question, option, rationale);
    return state.services.decisions().record(decision).id();
  }

  private static String room() {
    return String.format(
        Locale.ROOT,
        "the first %,d that were read, in %,d directories, with %,d bytes in all",
        SecondCopy.MAX_FILES,
        SecondCopy.MAX_DIRECTORIES,
        SecondCopy.MAX_BYTES);
  }

  private static String freeName(Path directory) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? "TIDINGS-REPORT.md" : "TIDINGS-REPORT-" + i + ".md")
        .filter(name -> Files.notExists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS))
        .findFirst()
        .orElseThrow();
  }
}
