package io.tidings.samples.demo.steps;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.SubscriptionOptions;
import io.tidings.samples.demo.directory.DirectorySnapshot;
import io.tidings.samples.demo.directory.DirectoryTree;
import io.tidings.samples.demo.directory.SecondCopy;
import io.tidings.samples.demo.directory.WorkDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A scripted host without a model. It runs services on a real directory and so emits every type
 * that they can emit. It reads the directory and changes only a copy of it. Every step runs on the
 * calling thread outside of handlers, so no event is queued, however many files there are. May be
 * run once.
 */
public final class Script {

  private static final List<Step> STEPS =
      List.of(
          new ReportStep(),
          new ConflictStep(),
          new BudgetStep(),
          new RevisionStep(),
          new TestcaseStep(),
          new TraceStep(),
          new VerifyUnchangedStep(),
          new CloseSessionStep());

  private final EventBus bus;
  private final ScriptOptions options;
  private final Outcome outcome = new Outcome();
  private final Causes causes = new Causes();
  private final Traces traces = new Traces();

  /** Creates a script. The bus must stay open until the script has ended. */
  public Script(EventBus bus, ScriptOptions options) {
    this.bus = bus;
    this.options = options;
    bus.subscribe(Causes.selector(), SubscriptionOptions.named("causes"), causes::record);
    bus.subscribe(Traces.selector(), SubscriptionOptions.named("traces"), traces::record);
  }

  /**
   * Runs the script. A failure that ends it early is part of the outcome.
   *
   * @return the results so far
   * @throws IOException if the directory cannot be listed or no work directory can be created
   */
  public Outcome run() throws IOException {
    DirectoryTree tree = new DirectoryTree(options.directory(), options.exclusions());
    tree.open();
    DirectorySnapshot before = DirectorySnapshot.of(tree, options.stopRequested());
    Random random = new Random(new SplittableRandom(options.seed()).nextLong());
    try (WorkDirectory workDirectory =
            WorkDirectory.outside(options.directory(), options.places());
        Services services = Services.of(bus, workDirectory, random)) {
      outcome.workDirectory = workDirectory.root();
      SecondCopy copy = new SecondCopy(workDirectory.copy());
      runSteps(
          new ScriptState(
              options,
              services,
              causes,
              traces,
              tree,
              workDirectory,
              copy,
              outcome,
              random,
              before));
    }
    return outcome;
  }

  private void runSteps(ScriptState state) {
    try (EventContext.Handle scope = state.project.scope().open()) {
      new OpenSessionStep().run(state);
      try (EventContext.Handle session = causes.open(EventType.SESSION_CREATED)) {
        for (Step step : STEPS) {
          state.checkNotStopped();
          step.run(state);
        }
      }
    } catch (Exception failure) {
      outcome.failure = failure;
    }
  }
}
