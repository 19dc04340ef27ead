package io.tidings.samples.demo.steps;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.boundary.RevisionReader;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.revision.Author;
import io.tidings.event.services.revision.Draft;
import io.tidings.event.services.revision.EnvironmentService;
import io.tidings.event.services.revision.Revision;
import io.tidings.event.services.revision.RevisionService;
import io.tidings.event.services.revision.RevisionStore;
import io.tidings.event.services.revision.TestsetService;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the run as revisions in all five domains: the reporter as an application, the
 * queries of its context, its test cases, its checks as evaluators, and its environment. Each is
 * committed, edited and read in every supported way.
 */
final class RevisionStep implements Step {

  private static final int MOST = 10;
  private static final String SLUG = "report";

  @Override
  public void run(ScriptState state) {
    Revision<?> reporter = commit(state, RevisionDomain.APPLICATIONS, "surveyor, writer");
    commit(state, RevisionDomain.QUERIES, String.join("; ", state.outcome.answers.keySet()));
    commit(state, RevisionDomain.EVALUATORS, String.join("; ", state.outcome.checks.keySet()));
    testset(state);
    environment(state, reporter.reference());
  }

  private static Revision<?> commit(ScriptState state, RevisionDomain domain, String data) {
    RevisionService<String> service =
        new RevisionService<>(domain, RevisionStore.inMemory(domain), state.services.options());
    required(service.create(author(state), SLUG, Draft.of(data).withMessage("the used version")));
    Revision<String> next =
        required(
            service.edit(author(state), SLUG, Draft.of(data + ".").withMessage("add a full stop")));
    read(state, service, next);
    return next;
  }

  private static void testset(ScriptState state) {
    TestsetService<Long> service =
        new TestsetService<>(
            RevisionStore.inMemory(RevisionDomain.TESTSETS), state.services.options());
    Map<String, Long> lines = new LinkedHashMap<>();
    state.testcases.stream()
        .limit(MOST)
        .forEach(testcase -> lines.put(testcase.id(), testcase.lines()));
    read(state, service, required(service.create(author(state), SLUG, Draft.of(lines))));
  }

  private static void environment(ScriptState state, RevisionReference reporter) {
    EnvironmentService service =
        new EnvironmentService(
            RevisionStore.inMemory(RevisionDomain.ENVIRONMENTS), state.services.options());
    Revision<?> empty = required(service.create(author(state), SLUG, Draft.of(Map.of())));
    String variant = requireNonNull(empty.reference().variant().id());
    read(
        state,
        service,
        required(service.deploy(author(state), variant, SLUG, reporter, "deployed after the run")));
  }

  private static <D> void read(
      ScriptState state, RevisionService<D> service, Revision<D> revision) {
    RevisionReader<D> reader = new RevisionReader<>(service, state.services.options());
    String project = author(state).projectId();
    RevisionReference reference = revision.reference();
    reader.retrieve(project, reference);
    reader.fetch(project, requireNonNull(reference.revision().id()));
    reader.query(project, RevisionReference.of(service.domain()), MOST);
    reader.log(project, requireNonNull(reference.variant().id()), MOST);
  }

  private static <D> Revision<D> required(@Nullable Revision<D> revision) {
    return requireNonNull(revision, "an in-memory store returned no revision");
  }

  private static Author author(ScriptState state) {
    return new Author(
        requireNonNull(state.project.scope().project()), state.project.scope().user());
  }
}
