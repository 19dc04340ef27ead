package io.tidings.samples.demo.steps;

import io.tidings.event.services.cost.BudgetType;
import io.tidings.event.services.validation.Validation;
import io.tidings.event.services.validation.ValidationPipeline;
import io.tidings.event.services.validation.ValidationReport;
import io.tidings.samples.demo.directory.Findings;
import io.tidings.samples.demo.tools.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checks of the report and of the directory. Confined to one thread. */
final class ReportChecks {

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
