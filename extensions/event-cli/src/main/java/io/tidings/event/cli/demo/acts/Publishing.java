package io.tidings.event.cli.demo.acts;

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
 * What the work was done by becomes revisions, in all five domains: the reporter as an application,
 * the queries of its context, its test cases, its checks as evaluators, and where it is deployed.
 * Each is committed, corrected, and read in every way there is.
 */
final class Publishing implements Act {

  private static final int MOST = 10;
  private static final String SLUG = "report";

  @Override
  public void play(Stage stage) {
    Revision<?> reporter = committed(stage, RevisionDomain.APPLICATIONS, "surveyor, writer");
    committed(stage, RevisionDomain.QUERIES, String.join("; ", stage.outcome.answers.keySet()));
    committed(stage, RevisionDomain.EVALUATORS, String.join("; ", stage.outcome.checks.keySet()));
    testset(stage);
    environment(stage, reporter.reference());
  }

  private static Revision<?> committed(Stage stage, RevisionDomain domain, String data) {
    RevisionService<String> service =
        new RevisionService<>(domain, RevisionStore.inMemory(domain), stage.services.options());
    made(service.create(author(stage), SLUG, Draft.of(data).withMessage("as it was used")));
    Revision<String> next =
        made(service.edit(author(stage), SLUG, Draft.of(data + ".").withMessage("a full stop")));
    read(stage, service, next);
    return next;
  }

  private static void testset(Stage stage) {
    TestsetService<Long> service =
        new TestsetService<>(
            RevisionStore.inMemory(RevisionDomain.TESTSETS), stage.services.options());
    Map<String, Long> lines = new LinkedHashMap<>();
    stage.testcases.stream()
        .limit(MOST)
        .forEach(testcase -> lines.put(testcase.id(), testcase.lines()));
    read(stage, service, made(service.create(author(stage), SLUG, Draft.of(lines))));
  }

  private static void environment(Stage stage, RevisionReference reporter) {
    EnvironmentService service =
        new EnvironmentService(
            RevisionStore.inMemory(RevisionDomain.ENVIRONMENTS), stage.services.options());
    Revision<?> empty = made(service.create(author(stage), SLUG, Draft.of(Map.of())));
    String variant = requireNonNull(empty.reference().variant().id());
    read(
        stage,
        service,
        made(service.deploy(author(stage), variant, SLUG, reporter, "it has done its work")));
  }

  private static <D> void read(Stage stage, RevisionService<D> service, Revision<D> revision) {
    RevisionReader<D> reads = new RevisionReader<>(service, stage.services.options());
    String project = author(stage).projectId();
    RevisionReference reference = revision.reference();
    reads.retrieve(project, reference);
    reads.fetch(project, requireNonNull(reference.revision().id()));
    reads.query(project, RevisionReference.of(service.domain()), MOST);
    reads.log(project, requireNonNull(reference.variant().id()), MOST);
  }

  private static <D> Revision<D> made(@Nullable Revision<D> revision) {
    return requireNonNull(revision, "a store in memory stores");
  }

  private static Author author(Stage stage) {
    return new Author(
        requireNonNull(stage.project.scope().project()), stage.project.scope().user());
  }
}
