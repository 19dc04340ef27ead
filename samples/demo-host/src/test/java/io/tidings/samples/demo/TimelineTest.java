package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Terminal;
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

  private void emit(Timeline timeline, EventBuilder event) {
    DomainEvent built = event.build();
    tally.count(built);
    timeline.event(built);
  }

  private void emit(Timeline timeline, EventKind kind, int times) {
    emit(timeline, DomainEvent.builder(kind), times);
  }

  private void emit(Timeline timeline, EventBuilder event, int times) {
    for (int i = 0; i < times; i++) {
      emit(timeline, event);
    }
  }

  private static EventBuilder lineCounter() {
    return DomainEvent.builder(EventType.TOOL_INVOKED).detail("tool_name", "line_counter");
  }

  private List<String> lines() {
    return written.toString().lines().toList();
  }

  @Test
  void an_event_is_a_line_with_its_time_and_details() {
    Timeline timeline = timeline(Terminal.NONE, false);
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_234));
    emit(
        timeline,
        DomainEvent.builder(EventType.PLAN_PHASE_CHANGED)
            .detail("to_phase", "execute")
            .detail("reason", "all is\nwell"));
    assertThat(lines())
        .containsExactly(
            "    1.234 s  plan.phase_changed             to_phase=execute reason=\"all is\\n"
                + "well\"");
  }

  @Test
  void effects_are_indented_below_their_causes() {
    Timeline timeline = timeline(Terminal.NONE, false);
    DomainEvent session = DomainEvent.builder(EventType.SESSION_CREATED).sessionId("s-1").build();
    emit(timeline, session.toBuilder());
    emit(timeline, session.caused(EventType.PLAN_CREATED).sessionId(null));
    assertThat(lines())
        .containsExactly(
            "    0.000 s  session.created                session_id=s-1",
            "    0.000 s    plan.created                 session_id=s-1");
  }

  @Test
  void only_the_first_files_are_shown() {
    Timeline timeline = timeline(Terminal.NONE, false);
    emit(timeline, EventType.RESOURCE_ACCESSED, Timeline.FILES_SHOWN);
    emit(timeline, lineCounter(), 1);
    emit(timeline, EventType.RESOURCE_ACCESSED, 100);
    emit(timeline, lineCounter(), 100);
    assertThat(lines()).hasSize(Timeline.FILES_SHOWN + 2);
    assertThat(lines()).last().asString().endsWith("--verbose shows all");
  }

  @Test
  void what_is_not_of_a_file_is_shown_always() {
    Timeline timeline = timeline(Terminal.NONE, false);
    emit(timeline, EventType.RESOURCE_ACCESSED, 100);
    emit(timeline, EventType.BUDGET_WARNING, 1);
    emit(timeline, DomainEvent.builder(EventType.TOOL_INVOKED).detail("tool_name", "another"));
    assertThat(lines().subList(lines().size() - 2, lines().size()))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("budget.warning"),
            line -> assertThat(line).endsWith("tool_name=another"));
  }

  @Test
  void verbose_shows_every_event() {
    Timeline timeline = timeline(new Terminal(true, false), true);
    emit(timeline, EventType.RESOURCE_ACCESSED, 100);
    assertThat(lines()).hasSize(100);
  }

  @Test
  void a_pipe_gets_no_progress() {
    Timeline timeline = timeline(Terminal.NONE, false);
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    timeline.progress(1, 2);
    assertThat(written.toString()).isEmpty();
  }

  @Test
  void a_terminal_gets_progress_ten_times_a_second_at_most() {
    Timeline timeline = timeline(new Terminal(true, false), false);
    for (int i = 1; i <= 1_000; i++) {
      nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
      timeline.progress(i, 1_000);
    }
    timeline.end();
    assertThat(written.toString().split("files,", -1)).hasSize(1 + 10);
    assertThat(written.toString())
        .endsWith(
            "\r\033[K    1.000 s  [####################] 100%  1,000 of 1,000 files, 0 events"
                + "\r\033[K");
  }

  @Test
  void nothing_is_longer_than_a_narrow_terminal() {
    Timeline timeline = timeline(new Terminal(true, false, 40), false);
    emit(timeline, DomainEvent.builder(EventType.PLAN_CREATED).detail("a", "x".repeat(100)));
    timeline.isolatedFailure("y".repeat(100));
    timeline.rates("z".repeat(100));
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    timeline.progress(500, 1_000);
    timeline.end();
    assertThat(written.toString().replace("\r\033[K", "\n").lines())
        .hasSize(5)
        .allMatch(line -> line.length() < 40);
  }

  @Test
  void colours_come_by_category_and_for_what_went_wrong() {
    Timeline timeline = timeline(new Terminal(true, true), false);
    emit(timeline, EventType.PLAN_ERRORED, 1);
    emit(timeline, EventType.BUDGET_WARNING, 1);
    emit(timeline, EventType.SESSION_CREATED, 1);
    emit(timeline, EventType.TOOL_INVOKED, 1);
    emit(timeline, EventType.TRACES_FETCHED, 1);
    timeline.isolatedFailure("something");
    assertThat(written.toString())
        .contains(
            "\033[1;31mplan.errored\033[0m",
            "\033[33mbudget.warning\033[0m",
            "\033[36msession.created\033[0m",
            "\033[34mtool.invoked\033[0m",
            "\033[0mtraces.fetched\033[0m",
            "\033[33misolated: something\033[0m");
  }
}
