package io.tidings.event.cli.demo;

import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;

/** One run of the host, phase by phase. Confined to one thread; used once. */
final class IndexRun implements Workspace.Visitor {

  private final Causes causes;
  private final EventEmitter events;
  private final HostEnvironment environment;
  private final Plan plan;
  private final Workspace workspace;
  private final ToolRunner runner;
  private final ReadBudget budget;
  private final Index index = new Index();
  private final LineCounter lineCounter = new LineCounter();
  private final TodoFinder todoFinder = new TodoFinder();
  private final byte[] buffer = new byte[TextFile.BUFFER];
  private List<Checks.Check> checks = List.of();

  IndexRun(
      Causes causes,
      EventEmitter events,
      HostEnvironment environment,
      Plan plan,
      long budget,
      Path root) {
    this.causes = causes;
    this.events = events;
    this.environment = environment;
    this.plan = plan;
    this.workspace = new Workspace(root);
    this.runner = new ToolRunner(causes, events, environment.nanoTime());
    this.budget = new ReadBudget(events, budget);
  }

  IndexSummary run() throws IOException {
    long began = environment.nanoTime().getAsLong();
    try (EventContext.Opened created = plan.create()) {
      plan.work(this::strategize);
      plan.work(Phase.EXECUTE, "the directory can be listed", () -> execute(began));
      if (plan.state() == PlanState.COMPLETE) {
        plan.work(Phase.APPLY, "every file was visited", this::apply);
      }
    }
    return summary(since(began));
  }

  private void strategize() throws IOException {
    workspace.open();
    plan.become(PlanState.COMPLETE);
  }

  private void execute(long began) throws IOException {
    workspace.walk(this, environment.stopped());
    if (environment.stopped().getAsBoolean()) {
      plan.cancel("nobody reads the output any more");
      return;
    }
    events.emit(
        EventType.RESOURCE_INDEXED,
        event ->
            event
                .detail("resource_id", ".")
                .detail("file_count", index.files(FileSort.TEXT))
                .detail("duration_ms", since(began).toMillis()));
    plan.become(PlanState.COMPLETE);
  }

  private void apply() {
    checks = new Checks(causes, events).run(index, budget);
    if (Checks.requiredPassed(checks)) {
      plan.apply(Checks.results(checks));
    } else {
      plan.become(PlanState.CONSTRAINED);
    }
  }

  @Override
  public void file(Path file, BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      index.add(FileSort.LINK);
    } else if (attributes.isRegularFile()) {
      regularFile(file, attributes.size());
    } else {
      index.add(FileSort.SPECIAL);
    }
  }

  @Override
  public void unreadable(Path path, IOException failure) {
    index.unreadable().add(workspace.resourceId(path), failure);
  }

  private void regularFile(Path path, long length) {
    TextFile file = new TextFile(path, length, environment.opener(), budget, buffer);
    try {
      if (file.isBinary()) {
        index.add(FileSort.BINARY);
      } else {
        textFile(workspace.resourceId(path), file);
      }
    } catch (IOException failure) {
      unreadable(path, failure);
    }
  }

  /**
   * Its head has been read, so it is a resource that was accessed, whatever the tools make of it.
   */
  private void textFile(String resourceId, TextFile file) throws IOException {
    try (EventContext.Opened accessed =
        causes.open(
            EventType.RESOURCE_ACCESSED,
            event -> event.detail("resource_id", resourceId).detail("operation", "read"))) {
      LineCount lines = runner.run(lineCounter, file);
      Todos todos = runner.run(todoFinder, file);
      index.add(FileSort.TEXT);
      index.add(lines);
      index.add(todos);
    }
  }

  private Duration since(long began) {
    return Duration.ofNanos(environment.nanoTime().getAsLong() - began);
  }

  private IndexSummary summary(Duration took) {
    return new IndexSummary(
        plan.state(),
        index.files(),
        index.lines(),
        index.todos(),
        index.unreadable().count(),
        index.unreadable().named(),
        budget.used(),
        budget.limit(),
        checks,
        took);
  }
}
