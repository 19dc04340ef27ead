package io.tidings.samples.demo.steps;

import io.tidings.event.services.resource.Resource;
import io.tidings.event.services.resource.ResourceWatcher;
import io.tidings.event.services.sandbox.SandboxService;
import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.validation.ValidationReport;
import io.tidings.samples.demo.tools.FlakyTool;
import io.tidings.samples.demo.tools.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The report is written in the sandbox with a flaky tool, found wanting, and mended, while a
 * watcher looks on.
 */
final class WriteReportStep implements Step {

  /** How long to wait for the file system to tell of a change. */
  static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final int MOST_FAILURES = 2;

  @Override
  public void play(ScriptState stage) throws Exception {
    try (ResourceWatcher watcher =
        ResourceWatcher.open(stage.services.options(), "sandbox", stage.sandbox().work())) {
      write(stage, watcher);
    }
  }

  private static void write(ScriptState stage, ResourceWatcher watcher) throws Exception {
    SandboxService sandboxes = stage.services.sandboxes();
    String id = stage.sandbox().id();
    Path draft = sandboxes.resolve(id, Path.of(stage.reportName + ".draft"));
    Path notes = sandboxes.resolve(id, Path.of(stage.reportName + ".notes"));
    Report report =
        new Report(stage.project.name(), stage.outcome.findings, stage.outcome.compiled);
    ReportChecks checks = new ReportChecks(stage);
    Tool<String, String> writer = flaky(stage, draft);

    Files.writeString(notes, report.rest());
    stage.services.patient().run(writer, report.beginning());
    awaited(stage, watcher);
    require(!checks.check(draft).passed(), "half a report is a report");

    stage.services.patient().run(writer, read(stage, notes));
    awaited(stage, watcher);
    ValidationReport passed = checks.check(draft);
    require(passed.passed(), "the report lacks a heading");
    stage.outcome.checks.putAll(passed.byName());

    Files.move(draft, draft.resolveSibling(stage.reportName));
    awaited(stage, watcher);
    Files.delete(notes);
    awaited(stage, watcher);
  }

  /** Whoever stops it waits for one change at most. */
  private static void awaited(ScriptState stage, ResourceWatcher watcher) throws Exception {
    watcher.await(PATIENCE);
    stage.goOn();
  }

  private static String read(ScriptState stage, Path notes) throws IOException {
    stage.services.resources().register(new Resource("notes", notes));
    return new String(stage.services.resources().read("notes"), StandardCharsets.UTF_8);
  }

  private static Tool<String, String> flaky(ScriptState stage, Path draft) {
    Tool<String, String> writer =
        Tool.of(
            "write_report",
            text -> {
              Files.writeString(draft, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
              return text;
            });
    return new FlakyTool<>(writer, 1 + stage.random.nextInt(MOST_FAILURES));
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
