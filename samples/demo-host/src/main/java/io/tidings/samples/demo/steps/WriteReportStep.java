package io.tidings.samples.demo.steps;

import io.tidings.event.services.cost.BudgetType;
import io.tidings.event.services.resource.Resource;
import io.tidings.event.services.resource.ResourceWatcher;
import io.tidings.event.services.sandbox.SandboxService;
import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.validation.Validation;
import io.tidings.event.services.validation.ValidationPipeline;
import io.tidings.event.services.validation.ValidationReport;
import io.tidings.samples.demo.directory.Findings;
import io.tidings.samples.demo.tools.FlakyTool;
import io.tidings.samples.demo.tools.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * The report, written in the sandbox under a resource watcher: a flaky tool writes a first half,
 * which fails validation, and then the rest.
 */
final class WriteReportStep implements Step {

  /** The time to wait for a file change to be reported. */
  static final Duration CHANGE_TIMEOUT = Duration.ofSeconds(12);

  private static final int MOST_FAILURES = 2;

  @Override
  public void run(ScriptState state) throws Exception {
    try (ResourceWatcher watcher =
        ResourceWatcher.open(state.services.options(), "sandbox", state.sandbox().work())) {
      write(state, watcher);
    }
  }

  private static void write(ScriptState state, ResourceWatcher watcher) throws Exception {
    SandboxService sandboxes = state.services.sandboxes();
    String id = state.sandbox().id();
    Path draft = sandboxes.resolve(id, Path.of(state.reportName + ".draft"));
    Path notes = sandboxes.resolve(id, Path.of(state.reportName + ".notes"));
    Report report =
        new Report(state.project.name(), state.outcome.findings, state.outcome.compileResults);
    ReportChecks checks = new ReportChecks(state);
    Tool<String, String> writer = flaky(state, draft);

    Files.writeString(notes, report.rest());
    state.services.retrying().run(writer, report.beginning());
    awaitChange(state, watcher);
    require(!checks.check(draft).passed(), "an incomplete report passed validation");

    state.services.retrying().run(writer, read(state, notes));
    awaitChange(state, watcher);
    ValidationReport validation = checks.check(draft);
    require(validation.passed(), "the complete report failed validation");
    state.outcome.checks.putAll(validation.byName());

    Files.move(draft, draft.resolveSibling(state.reportName));
    awaitChange(state, watcher);
    Files.delete(notes);
    awaitChange(state, watcher);
  }

  /** Waits for one change; a stop request takes effect afterwards. */
  private static void awaitChange(ScriptState state, ResourceWatcher watcher) throws Exception {
    watcher.await(CHANGE_TIMEOUT);
    state.checkNotStopped();
  }

  private static String read(ScriptState state, Path notes) throws IOException {
    state.services.resources().register(new Resource("notes", notes));
    return new String(state.services.resources().read("notes"), StandardCharsets.UTF_8);
  }

  private static Tool<String, String> flaky(ScriptState state, Path draft) {
    Tool<String, String> writer =
        Tool.of(
            "write_report",
            text -> {
              Files.writeString(draft, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
              return text;
            });
    return new FlakyTool<>(writer, 1 + state.random.nextInt(MOST_FAILURES));
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }

  /** The checks of the report and of the directory. Confined to one thread. */
  static final class ReportChecks {

    private final ValidationPipeline<Path> pipeline;

    ReportChecks(ScriptState state) {
      Findings findings = state.outcome.findings;
      this.pipeline =
          new ValidationPipeline<>(
              state.services.options(),
              List.of(
                  Validation.required("report_is_there", Files::isRegularFile),
                  Validation.required("report_has_every_heading", ReportChecks::hasHeadings),
                  Validation.informational(
                      "every_file_could_be_read", report -> findings.unreadable().count() == 0),
                  Validation.informational(
                      "every_todo_has_an_owner", report -> findings.unowned() == 0),
                  Validation.informational(
                      "nothing_is_there_twice", report -> findings.duplicates().isEmpty()),
                  Validation.informational("budget_is_kept", report -> isBudgetKept(state))));
    }

    ValidationReport check(Path report) {
      return pipeline.run(report);
    }

    private static boolean hasHeadings(Path report) throws Exception {
      String text = Files.readString(report);
      return Report.headings().stream().allMatch(text::contains);
    }

    private static boolean isBudgetKept(ScriptState state) {
      return !state.services.budgets().get(BudgetType.PLAN, state.planId).isExceeded();
    }
  }
}
