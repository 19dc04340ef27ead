package io.tidings.event.cli.demo;

import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexingHostTest {

  @TempDir private Path directory;

  private final Recorded recorded = new Recorded();

  @Test
  void one_file_causes_exactly_these_events() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    Given.index(recorded.bus, directory);
    assertThat(recorded.kinds())
        .containsExactly(
            "session.created",
            "plan.created",
            "plan.state_changed",
            "plan.phase_changed",
            "resource.accessed",
            "tool.invoked",
            "tool.completed",
            "tool.invoked",
            "tool.completed",
            "resource.indexed",
            "plan.state_changed",
            "plan.phase_changed",
            "validation.started",
            "validation.passed",
            "plan.state_changed",
            "plan.applied");
  }

  @Test
  void an_empty_directory_is_indexed_without_a_tool_call() throws IOException {
    IndexSummary summary = Given.index(recorded.bus, directory);
    assertThat(summary.state()).isEqualTo(PlanState.APPLIED);
    assertThat(summary.files()).isEmpty();
    assertThat(recorded.bus)
        .neverEmitted(EventType.TOOL_INVOKED)
        .emitted(EventType.RESOURCE_INDEXED)
        .withDetail("file_count", 0);
  }

  @Test
  void a_tool_call_goes_back_to_the_session() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    Given.index(recorded.bus, directory);
    assertThat(recorded.causesOf(recorded.of(EventType.TOOL_COMPLETED).get(1)))
        .containsExactly(
            "tool.completed",
            "tool.invoked",
            "resource.accessed",
            "plan.phase_changed",
            "plan.created",
            "session.created");
  }

  @Test
  void every_event_belongs_to_the_session_the_plan_and_the_scope() throws IOException {
    Given.file(directory, "a.txt", "one\n");
    Given.index(recorded.bus, Given.environment().withUser("margaret"), directory);
    DomainEvent session = recorded.only(EventType.SESSION_CREATED);
    DomainEvent plan = recorded.only(EventType.PLAN_CREATED);
    String name = directory.getFileName().toString();
    assertThat(recorded.events())
        .allSatisfy(
            event -> {
              assertThat(event.sessionId()).isEqualTo(session.sessionId());
              assertThat(event.correlationId()).isEqualTo(session.id());
              assertThat(event.projectName()).isEqualTo(name);
              assertThat(event.scope())
                  .isEqualTo(EventScope.none().withProject(name).withUser("margaret"));
            });
    assertThat(recorded.events().subList(1, recorded.events().size()))
        .allSatisfy(
            event -> {
              assertThat(event.planId()).isEqualTo(plan.planId()).hasSize(26);
              assertThat(event.rootPlanId()).isEqualTo(plan.planId());
            });
  }

  @Test
  void the_phases_and_states_are_told_in_order() throws IOException {
    Given.index(recorded.bus, directory);
    assertThat(recorded.of(EventType.PLAN_PHASE_CHANGED))
        .extracting(
            e -> e.detail("from_phase", String.class), e -> e.detail("to_phase", String.class))
        .containsExactly(tuple("strategize", "execute"), tuple("execute", "apply"));
    assertThat(recorded.of(EventType.PLAN_STATE_CHANGED))
        .extracting(DomainEvent::details)
        .containsExactly(
            Map.of("from_state", "processing", "to_state", "complete", "phase", "strategize"),
            Map.of("from_state", "processing", "to_state", "complete", "phase", "execute"),
            Map.of("from_state", "processing", "to_state", "applied", "phase", "apply"));
  }

  @Test
  void what_is_applied_changes_no_file() throws IOException {
    Given.file(directory, "a.txt", "TODO\n");
    Given.index(recorded.bus, directory);
    assertThat(recorded.only(EventType.PLAN_APPLIED).details())
        .containsExactly(
            entry("files_changed", 0L),
            entry(
                "validation_results",
                Map.of(
                    "every_file_could_be_read", true,
                    "every_todo_has_an_owner", false,
                    "read_budget_kept", true)),
            entry("project_names", List.of(directory.getFileName().toString())));
    assertThat(recorded.only(EventType.VALIDATION_PASSED).details())
        .containsExactly(entry("required_count", 1L), entry("informational_count", 2L));
  }

  @Test
  void nested_directories_are_walked_and_named_with_slashes() throws IOException {
    Given.file(directory, "a/b/c.txt", "one\nTODO(ann)\n");
    Given.file(directory, "d.txt", "one\ntwo\nTODO\n");
    IndexSummary summary = Given.index(recorded.bus, directory);
    assertThat(recorded.of(EventType.RESOURCE_ACCESSED))
        .extracting(event -> event.detail("resource_id", String.class))
        .containsExactlyInAnyOrder("a/b/c.txt", "d.txt");
    assertThat(summary.files(FileSort.TEXT)).isEqualTo(2);
    assertThat(summary.lines()).isEqualTo(5);
    assertThat(summary.todos()).isEqualTo(new Todos(2, 1));
    assertThat(summary.bytesRead()).isEqualTo(3 * (14 + 13));
  }

  @Test
  void binary_files_are_counted_and_no_resource() throws IOException {
    Given.file(directory, "a.bin", "a\0b");
    IndexSummary summary = Given.index(recorded.bus, directory);
    assertThat(summary.files()).containsExactly(entry(FileSort.BINARY, 1L));
    assertThat(recorded.of(EventType.RESOURCE_ACCESSED)).isEmpty();
  }

  @Test
  void symbolic_links_are_not_followed() throws IOException {
    Path file = Given.file(directory, "a/file.txt", "x");
    Files.createSymbolicLink(directory.resolve("a/loop"), directory);
    Files.createSymbolicLink(directory.resolve("to-file"), file);
    Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
    IndexSummary summary = Given.index(recorded.bus, directory);
    assertThat(summary.files()).containsOnly(entry(FileSort.TEXT, 1L), entry(FileSort.LINK, 3L));
    assertThat(summary.unreadable()).isZero();
  }

  @Test
  void a_fifo_is_counted_and_never_opened() throws IOException, InterruptedException {
    Path fifo = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    assertThat(Given.index(recorded.bus, directory).files())
        .containsExactly(entry(FileSort.SPECIAL, 1L));
  }

  @Test
  void a_file_gone_before_it_is_read_is_no_resource() throws IOException {
    Given.file(directory, "gone.txt", "x");
    Given.file(directory, "here.txt", "x");
    HostEnvironment environment =
        Given.environment().withOpener(Given.goneFromOpening(1, "gone.txt"::equals));
    IndexSummary summary = Given.index(recorded.bus, environment, directory);
    assertThat(summary.unreadable()).isOne();
    assertThat(summary.unreadableNamed()).containsExactly("gone.txt: does not exist");
    assertThat(summary.files()).containsExactly(entry(FileSort.TEXT, 1L));
    assertThat(recorded.only(EventType.RESOURCE_ACCESSED).detail("resource_id", String.class))
        .isEqualTo("here.txt");
    assertThat(recorded.of(EventType.TOOL_ERRORED)).isEmpty();
  }

  @Test
  void a_file_gone_between_two_tools_fails_the_second() throws IOException {
    Given.file(directory, "gone.txt", "x");
    HostEnvironment environment =
        Given.environment().withOpener(Given.goneFromOpening(3, name -> true));
    IndexSummary summary = Given.index(recorded.bus, environment, directory);
    assertThat(recorded.only(EventType.TOOL_ERRORED).details())
        .containsExactly(
            entry("tool_name", "todo_finder"),
            entry("error_type", "NoSuchFileException"),
            entry("error_message", "does not exist"));
    assertThat(summary.unreadable()).isOne();
    assertThat(summary.files()).isEmpty();
    assertThat(summary.lines()).isZero();
  }

  @Test
  void a_file_that_could_not_be_read_keeps_the_plan_from_being_applied() throws IOException {
    Given.file(directory, "gone.txt", "x");
    HostEnvironment environment =
        Given.environment().withOpener(Given.goneFromOpening(1, name -> true));
    IndexSummary summary = Given.index(recorded.bus, environment, directory);
    assertThat(summary.state()).isEqualTo(PlanState.CONSTRAINED);
    assertThat(recorded.only(EventType.VALIDATION_FAILED).details())
        .containsExactly(
            entry("failed", List.of("every_file_could_be_read")), entry("required_count", 1L));
    assertThat(recorded.bus).neverEmitted(EventType.VALIDATION_PASSED, EventType.PLAN_APPLIED);
  }

  @Test
  void a_directory_that_vanishes_during_the_run_ends_it_in_order() throws IOException {
    Path inside = directory.resolve("inside");
    for (int i = 0; i < 20; i++) {
      Given.file(inside, "d" + i + "/file.txt", "x");
    }
    recorded.bus.subscribe(EventType.RESOURCE_ACCESSED, event -> delete(inside));
    IndexSummary summary = Given.index(recorded.bus, inside);
    assertThat(summary.state()).isEqualTo(PlanState.CONSTRAINED);
    assertThat(summary.unreadable()).isPositive();
    assertThat(recorded.of(EventType.RESOURCE_ACCESSED)).hasSize(1);
    assertThat(recorded.of(EventType.TOOL_ERRORED)).hasSize(1);
  }

  private static void delete(Path tree) throws IOException {
    List<Path> all;
    try (var paths = Files.walk(tree)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  @Test
  void a_directory_that_cannot_be_listed_fails_the_plan() {
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> Given.index(recorded.bus, nowhere))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(recorded.kinds())
        .containsExactly("session.created", "plan.created", "plan.state_changed", "plan.errored");
    assertThat(recorded.only(EventType.PLAN_ERRORED).details())
        .containsExactly(
            entry("phase", "strategize"),
            entry("error_type", "NoSuchFileException"),
            entry("error_message", "does not exist"));
    assertThat(EventContext.capture().event()).isNull();
    assertThat(EventScope.current().isNone()).isTrue();
  }

  @Test
  void a_directory_gone_after_the_first_look_fails_the_plan_in_execute() {
    recorded.bus.subscribe(
        EventType.PLAN_PHASE_CHANGED, event -> Files.delete(directory.resolve("d")));
    assertThatThrownBy(
            () -> Given.index(recorded.bus, Files.createDirectory(directory.resolve("d"))))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(recorded.causesOf(recorded.only(EventType.PLAN_ERRORED)))
        .startsWith("plan.errored", "plan.phase_changed");
  }

  @Test
  void a_run_that_nobody_wants_any_more_is_cancelled() throws IOException {
    for (int i = 0; i < 10; i++) {
      Given.file(directory, i + ".txt", "x");
    }
    HostEnvironment environment =
        Given.environment().withStopped(() -> !recorded.of(EventType.TOOL_COMPLETED).isEmpty());
    IndexSummary summary = Given.index(recorded.bus, environment, directory);
    assertThat(summary.state()).isEqualTo(PlanState.CANCELLED);
    assertThat(summary.files(FileSort.TEXT)).isOne();
    assertThat(recorded.only(EventType.PLAN_CANCELLED).details())
        .containsExactly(
            entry("reason", "nobody reads the output any more"), entry("resources_released", 0L));
    assertThat(recorded.bus).neverEmitted(EventType.RESOURCE_INDEXED, EventType.PLAN_APPLIED);
  }

  @Test
  void the_budget_warns_and_is_exceeded_once_each_and_stops_nothing() throws IOException {
    for (int i = 0; i < 50; i++) {
      Given.file(directory, i + ".txt", "0123456789");
    }
    IndexSummary summary =
        new IndexingHost(recorded.bus, Given.environment(), 1_000).index(directory);
    assertThat(recorded.only(EventType.BUDGET_WARNING).detail("used", Long.class)).isEqualTo(800);
    assertThat(recorded.only(EventType.BUDGET_EXCEEDED).detail("used", Long.class))
        .isEqualTo(1_010);
    assertThat(summary.files(FileSort.TEXT)).isEqualTo(50);
    assertThat(summary.bytesRead()).isEqualTo(1_500);
    assertThat(summary.checks()).contains(new Checks.Check("read_budget_kept", false, false));
  }

  @Test
  void more_events_than_may_wait_in_a_bus_are_all_delivered() throws IOException {
    for (int i = 0; i < 2_100; i++) {
      Given.file(directory, i % 7 + "/" + i, "");
    }
    assertThat(Given.index(recorded.bus, directory).files(FileSort.TEXT)).isEqualTo(2_100);
    assertThat(recorded.events()).hasSize(2_100 * 5 + 11);
  }

  @Test
  void the_host_finds_the_same_when_nobody_listens() throws IOException {
    Given.file(directory, "a.txt", "one\nTODO\n");
    HostEnvironment timeless = Given.environment().withNanoTime(() -> 0);
    assertThat(Given.index(EventBus.noop(), timeless, directory))
        .isEqualTo(Given.index(recorded.bus, timeless, directory));
  }
}
