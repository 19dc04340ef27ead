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
 * A host without a model: works through a script on a real directory with the services, and so
 * emits every type that they can. It reads the directory and works on a copy of it. Everything runs
 * on the calling thread and outside every handler, so that nothing waits in the bus however many
 * files there are. May be played once.
 */
public final class Script {

  private static final List<Step> ACTS =
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
  private final ScriptOptions setting;
  private final Outcome outcome = new Outcome();
  private final Causes causes = new Causes();
  private final Traces traces = new Traces();

  /** Creates a script; the bus must stay open until it has been played. */
  public Script(EventBus bus, ScriptOptions setting) {
    this.bus = bus;
    this.setting = setting;
    bus.subscribe(Causes.selector(), SubscriptionOptions.named("causes"), causes::keep);
    bus.subscribe(Traces.selector(), SubscriptionOptions.named("traces"), traces::keep);
  }

  /**
   * Plays it. What ends it early is in the outcome.
   *
   * @return what it has come to
   * @throws IOException if the directory cannot be listed, or there is no place to work
   */
  public Outcome play() throws IOException {
    DirectoryTree workspace = new DirectoryTree(setting.directory(), setting.leftOut());
    workspace.open();
    DirectorySnapshot before = DirectorySnapshot.at(workspace, setting.stopped());
    Random random = new Random(new SplittableRandom(setting.seed()).nextLong());
    try (WorkDirectory place = WorkDirectory.outside(setting.directory(), setting.places());
        Services services = Services.of(bus, place, random)) {
      outcome.workplace = place.root();
      SecondCopy copy = new SecondCopy(place.copy());
      play(
          new ScriptState(
              setting, services, causes, traces, workspace, place, copy, outcome, random, before));
    }
    return outcome;
  }

  private void play(ScriptState stage) {
    try (EventContext.Handle scope = stage.project.scope().open()) {
      new OpenSessionStep().play(stage);
      try (EventContext.Handle session = causes.open(EventType.SESSION_CREATED)) {
        for (Step act : ACTS) {
          stage.goOn();
          act.play(stage);
        }
      }
    } catch (Exception failure) {
      outcome.failure = failure;
    }
  }
}
