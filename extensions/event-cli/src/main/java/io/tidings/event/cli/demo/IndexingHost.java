package io.tidings.event.cli.demo;

import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A small host: indexes a directory with two tools and says on a bus what it does. It reads, and
 * writes nothing.
 *
 * <p>Everything runs on the calling thread and outside every handler: an event is emitted, its
 * handlers run, and then its {@linkplain EventContext context} is opened so that what follows is
 * caused by it. So the walk leaves nothing waiting in the bus, however many files there are.
 */
final class IndexingHost {

  private final EventBus bus;
  private final HostEnvironment environment;
  private final long budget;

  /**
   * Creates a host.
   *
   * @param budget how many bytes a run means to read; reading more is told, not prevented
   */
  IndexingHost(EventBus bus, HostEnvironment environment, long budget) {
    this.bus = bus;
    this.environment = environment;
    this.budget = budget;
  }

  /**
   * Indexes a directory in a session and a plan of its own.
   *
   * @throws IOException if the directory itself cannot be listed; the plan has failed then
   */
  IndexSummary index(Path root) throws IOException {
    Project project = Project.of(root, environment.user());
    Causes causes = new Causes(bus);
    EventEmitter events = EventEmitter.of(bus);
    String session = environment.ids().nextId();
    try (EventContext.Opened scope = project.scope().open();
        EventContext.Opened created =
            causes.open(
                EventType.SESSION_CREATED,
                event -> event.sessionId(session).projectName(project.name()))) {
      Plan plan = new Plan(causes, events, environment.ids().nextId(), project.name());
      return new IndexRun(causes, events, environment, plan, budget, root).run();
    }
  }
}
