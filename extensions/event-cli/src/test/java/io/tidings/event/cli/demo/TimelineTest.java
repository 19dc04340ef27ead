package io.tidings.event.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final StringWriter written = new StringWriter();
  private final AtomicLong nanoTime = new AtomicLong();
  private final Tally tally = new Tally();

  private Timeline timeline(Terminal terminal, boolean verbose) {
    return new Timeline(new Output(written), terminal, verbose, tally, nanoTime::get);
  }

  private void hear(Timeline timeline, EventBuilder event) {
    DomainEvent built = event.build();
    tally.count(built);
    timeline.show(built);
  }

  private void hear(Timeline timeline, EventKind kind, int times) {
    for (int i = 0; i < times; i++) {
      hear(timeline, DomainEvent.builder(kind));
    }
  }

  private List<String> lines() {
    return written.toString().lines().toList();
  }

  @Test
  void an_event_is_a_line_with_its_time_and_details() {
    Timeline timeline = timeline(Terminal.NONE, false);
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_234));
    hear(
        timeline,
        DomainEvent.builder(EventType.PLAN_PHASE_CHANGED)
            .detail("to_phase", "execute")
            .detail("reason", "all is\nwell"));
    assertThat(lines())
        .containsExactly(
            "    1.234 s  plan.phase_changed             to_phase=execute reason=\"all is\\nwell\"");
  }

  @Test
  void effects_are_indented_below_their_causes() {
    Timeline timeline = timeline(Terminal.NONE, false);
    DomainEvent session = DomainEvent.builder(EventType.SESSION_CREATED).sessionId("s-1").build();
    hear(timeline, session.toBuilder());
    hear(timeline, session.caused(EventType.PLAN_CREATED).sessionId(null));
    assertThat(lines())
        .containsExactly(
            "    0.000 s  session.created                session_id=s-1",
            "    0.000 s    plan.created                 session_id=s-1");
  }

  @Test
  void only_the_first_files_are_shown() {
    Timeline timeline = timeline(Terminal.NONE, false);
    hear(timeline, EventType.RESOURCE_ACCESSED, 5);
    hear(timeline, EventType.TOOL_INVOKED, 1);
    hear(timeline, EventType.RESOURCE_ACCESSED, 100);
    hear(timeline, EventType.TOOL_INVOKED, 100);
    hear(timeline, EventType.TOOL_COMPLETED, 100);
    assertThat(lines()).hasSize(7);
    assertThat(lines().get(6)).endsWith("--verbose shows it all");
  }

  @Test
  void milestones_are_shown_always() {
    Timeline timeline = timeline(Terminal.NONE, false);
    hear(timeline, EventType.RESOURCE_ACCESSED, 100);
    hear(timeline, EventType.BUDGET_WARNING, 1);
    assertThat(lines().get(6)).endsWith("budget.warning");
  }

  @Test
  void the_first_tool_errors_are_shown_however_late() {
    Timeline timeline = timeline(Terminal.NONE, false);
    hear(timeline, EventType.RESOURCE_ACCESSED, 100);
    hear(timeline, EventType.TOOL_ERRORED, 100);
    assertThat(lines().stream().filter(line -> line.contains("tool.errored"))).hasSize(5);
  }

  @Test
  void verbose_shows_every_event_and_no_progress() {
    Timeline timeline = timeline(new Terminal(true, false), true);
    hear(timeline, EventType.RESOURCE_ACCESSED, 100);
    assertThat(lines()).hasSize(100).noneMatch(line -> line.contains("files,"));
  }

  @Test
  void a_pipe_gets_no_progress() {
    hear(timeline(Terminal.NONE, false), EventType.RESOURCE_ACCESSED, 100);
    assertThat(written.toString()).doesNotContain("\r", "\033", "files,");
  }

  @Test
  void a_terminal_gets_progress_ten_times_a_second_at_most() {
    Timeline timeline = timeline(new Terminal(true, false), false);
    hear(timeline, EventType.RESOURCE_ACCESSED, 6);
    for (int i = 0; i < 1_000; i++) {
      nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
      hear(timeline, EventType.RESOURCE_ACCESSED, 1);
    }
    timeline.end();
    assertThat(written.toString().split("files,", -1)).hasSize(1 + 11);
    assertThat(written.toString())
        .endsWith("\r\033[K    1.000 s  1,006 files, 1,006 events\r\033[K");
  }

  @Test
  void colours_come_by_kind_where_they_are_wanted() {
    Timeline timeline = timeline(new Terminal(true, true), false);
    hear(timeline, EventType.PLAN_ERRORED, 1);
    hear(timeline, EventType.BUDGET_WARNING, 1);
    hear(timeline, EventType.PLAN_APPLIED, 1);
    hear(timeline, EventType.SESSION_CREATED, 1);
    hear(timeline, EventType.TOOL_INVOKED, 1);
    hear(timeline, EventType.RESOURCE_ACCESSED, 1);
    timeline.isolated("something");
    assertThat(written.toString())
        .contains(
            "\033[31mplan.errored\033[0m",
            "\033[33mbudget.warning\033[0m",
            "\033[32mplan.applied\033[0m",
            "\033[36msession.created\033[0m",
            "\033[0mtool.invoked\033[0m",
            "\033[0mresource.accessed\033[0m",
            "\033[33misolated: something\033[0m");
  }
}
