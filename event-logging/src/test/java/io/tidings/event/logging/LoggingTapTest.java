package io.tidings.event.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.redact.Redactor;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;

class LoggingTapTest {

  private final Captured captured = new Captured(Level.INFO);

  @Test
  @Contract("LOG-01")
  void every_part_of_an_event_is_a_pair_of_one_entry() {
    captured.tap().onEvent(Samples.full());

    assertThat(captured.pairs())
        .containsExactlyEntriesOf(
            new java.util.LinkedHashMap<>() {
              private static final long serialVersionUID = 1L;

              {
                put("event_id", "01JCEVENT");
                put("event_type", "plan.applied");
                put("timestamp", "2026-11-01T12:30:00.000250Z");
                put("correlation_id", "01JCCORRELATION");
                put("causation_id", "01JCCAUSE");
                put("organization_id", "acme");
                put("workspace_id", "lab");
                put("project_id", "apollo");
                put("user_id", "ada");
                put("plan_id", "p-1");
                put("root_plan_id", "p-0");
                put("session_id", "s-1");
                put("actor_name", "Ada L\u00f6ve");
                put("project_name", "Apollo");
                put("trace_id", "0af7651916cd43dd8448eb211c80319c");
                put("span_id", "b7ad6b7169203331");
                put("details", Samples.full().details());
              }
            });
    assertThat(captured.only().getLoggerName()).isEqualTo("io.tidings.audit");
    assertThat(captured.only().getFormattedMessage()).isEqualTo("plan.applied");
    assertThat(captured.only().getArgumentArray()).containsExactly(Samples.full());
  }

  @Test
  @Contract("LOG-01")
  void what_is_absent_has_no_pair() {
    captured.tap().onEvent(DomainEvent.root(EventType.PLAN_APPLIED).build());

    assertThat(captured.pairs())
        .containsOnlyKeys("event_id", "event_type", "timestamp", "correlation_id");
  }

  @Test
  @Contract("LOG-07")
  void no_pair_holds_anything_that_ends_a_line() {
    for (DomainEvent event : Samples.forged()) {
      captured.entries().clear();
      captured.tap().onEvent(event);

      String text = captured.only().getKeyValuePairs() + captured.only().getFormattedMessage();
      assertThat(text.codePoints().filter(c -> c < ' ' || (c >= 0x7f && c < 0xa0))).isEmpty();
      assertThat(text).doesNotContain("\u2028", "\u2029", "\u202e", "\u2066");
    }
  }

  @Test
  @Contract("LOG-11")
  void the_level_follows_from_the_kind() {
    List<String> warned = new ArrayList<>();
    for (EventType type : EventType.values()) {
      captured.entries().clear();
      captured.tap().onEvent(DomainEvent.root(type).build());
      if (captured.only().getLevel() == Level.WARN) {
        warned.add(type.id());
      } else {
        assertThat(captured.only().getLevel()).isEqualTo(Level.INFO);
      }
    }

    assertThat(warned)
        .containsExactlyInAnyOrder(
            "plan.errored",
            "actor.errored",
            "tool.errored",
            "invariant.violated",
            "validation.failed",
            "budget.exceeded");
  }

  @Test
  @Contract("LOG-11")
  void levels_can_be_set_and_those_that_fail_cost_no_entry() {
    DomainEvent event = DomainEvent.of(EventType.TOOL_ERRORED);
    captured.tap().withLevels(kind -> org.slf4j.event.Level.ERROR).onEvent(event);
    captured.tap().withLevels(kind -> Absent.absent()).onEvent(event);
    captured
        .tap()
        .withLevels(
            kind -> {
              throw new IllegalStateException("on purpose");
            })
        .onEvent(event);

    assertThat(captured.entries())
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.ERROR, Level.WARN, Level.WARN);
  }

  @Test
  @Contract("LOG-11")
  void levels_that_throw_an_error_cost_no_entry() {
    DomainEvent event = DomainEvent.of(EventType.TOOL_ERRORED);
    for (Error error :
        List.of(
            new NoClassDefFoundError("on purpose"),
            new StackOverflowError("on purpose"),
            new AssertionError("on purpose"))) {
      captured.entries().clear();
      LoggingTap tap =
          captured
              .tap()
              .withLevels(
                  kind -> {
                    throw error;
                  });
      assertThat(tap.isInterested(event.kind())).isTrue();
      tap.onEvent(event);
      assertThat(captured.only().getLevel()).isEqualTo(Level.WARN);
    }
  }

  @Test
  @Contract("LOG-11")
  void fatal_error_of_levels_is_rethrown() {
    OutOfMemoryError fatal = new OutOfMemoryError("on purpose");
    LoggingTap tap =
        captured
            .tap()
            .withLevels(
                kind -> {
                  throw fatal;
                });
    assertThatThrownBy(() -> tap.onEvent(Samples.full())).isSameAs(fatal);
  }

  @Test
  @Contract("LOG-08")
  void disabled_level_redacts_and_renders_nothing() {
    AtomicInteger asked = new AtomicInteger();
    Redactor counting =
        Redactor.standard()
            .with(
                (kind, path, value) -> {
                  asked.incrementAndGet();
                  return value;
                });
    LoggingTap tap = captured.tap().withRedactor(counting);
    captured.logger().setLevel(Level.WARN);
    EventBus bus = EventBus.builder().tap(tap).build();

    assertThat(bus.isEnabled(EventType.PLAN_APPLIED)).isFalse();
    assertThat(bus.isEnabled(EventType.PLAN_ERRORED)).isTrue();
    tap.onEvent(Samples.full());
    bus.emit(Samples.full());
    assertThat(captured.entries()).isEmpty();
    assertThat(asked).hasValue(0);
    captured.logger().setLevel(Level.OFF);
    assertThat(bus.isEnabled(EventType.PLAN_ERRORED)).isFalse();
  }

  @Test
  @Contract("LOG-08")
  void details_are_rendered_by_toString_only() {
    captured.tap().onEvent(Samples.with(EventType.PLAN_APPLIED, "a\nb", List.of(1, "\u2028")));
    Object details = captured.pairs().get("details");

    assertThat(details).isInstanceOf(Map.class).hasToString("{\"a\\nb\":[1,\"\\u2028\"]}");
    assertThat(details).isEqualTo(Map.of("a\nb", List.of(1L, "\u2028")));
  }

  @Test
  @Contract("LOG-05")
  void secrets_are_taken_out_first_and_the_event_is_unchanged() {
    List<DomainEvent> received = new ArrayList<>();
    EventBus bus = EventBus.builder().tap(captured.tap()).build();
    bus.subscribe(EventSelector.all(), received::add);
    DomainEvent event =
        DomainEvent.root(EventType.TOOL_ERRORED)
            .actorName("password=hunter2")
            .projectName("https://bob:hunter2@h/r")
            .detail("apiKey", "hunter2")
            .detail("nested", List.of(Map.of("session-cookie", "hunter2")))
            .detail("error_message", "Bearer hunter2 was refused")
            .detail("token=hunter2", 1)
            .build();
    bus.emit(event);

    assertThat(captured.only().getKeyValuePairs().toString()).doesNotContain("hunter2");
    assertThat(captured.only().getFormattedMessage()).doesNotContain("hunter2");
    assertThat(captured.only().getArgumentArray()[0]).asString().doesNotContain("hunter2");
    assertThat(new String(new AuditEncoder().encode(captured.only()), UTF_8))
        .doesNotContain("hunter2")
        .contains("[redacted]");
    assertThat(received).containsExactly(event);
  }

  @Test
  @Contract("LOG-04")
  void a_selector_narrows_the_log_by_kind_and_by_predicate() {
    LoggingTap tap = captured.tap().withSelector(AuditSelectors.securityRelevant());

    assertThat(tap.isInterested(EventType.PLAN_APPLIED)).isTrue();
    assertThat(tap.isInterested(EventType.TOOL_INVOKED)).isFalse();
    tap.onEvent(DomainEvent.of(EventType.TOOL_INVOKED));
    tap.onEvent(Samples.full());
    LoggingTap none = captured.tap().withSelector(EventSelector.all().where(event -> false));
    none.onEvent(Samples.full());
    assertThat(captured.entries()).hasSize(1);
  }

  @Test
  @Contract("LOG-06")
  void a_log_that_throws_costs_the_entry_and_nothing_else() {
    captured
        .logger()
        .getLoggerContext()
        .addTurboFilter(
            new ch.qos.logback.classic.turbo.TurboFilter() {
              @Override
              public FilterReply decide(
                  Marker marker,
                  ch.qos.logback.classic.Logger logger,
                  Level level,
                  String format,
                  Object[] params,
                  Throwable t) {
                throw new IllegalStateException("on purpose");
              }
            });
    List<DomainEvent> received = new ArrayList<>();
    EventBus bus = EventBus.builder().tap(captured.tap()).build();
    bus.subscribe(EventSelector.all(), received::add);

    EmitResult result = bus.emit(Samples.full());

    assertThat(received).containsExactly(Samples.full());
    assertThat(result.tapFailures()).isPositive();
    assertThat(result.delivered()).isEqualTo(1);
  }

  @Test
  @Contract("LOG-06")
  void an_appender_that_throws_costs_the_entry_and_nothing_else() {
    for (Throwable failure :
        List.of(new IllegalStateException("on purpose"), new StackOverflowError("on purpose"))) {
      captured.logger().detachAndStopAllAppenders();
      captured.logger().addAppender(new ThrowingAppender(failure));
      List<DomainEvent> received = new ArrayList<>();
      EventBus bus = EventBus.builder().tap(captured.tap()).build();
      bus.subscribe(EventSelector.all(), received::add);

      EmitResult result = bus.emit(Samples.full());

      assertThat(received).containsExactly(Samples.full());
      assertThat(result.tapFailures()).isEqualTo(1);
      assertThat(result.delivered()).isEqualTo(1);
    }
  }

  @Test
  @Contract("LOG-01")
  void kind_with_a_placeholder_in_its_id_is_logged_unchanged() {
    for (String id : List.of("order.{}", "{}", "x.\\{}", "x.\\\\{}", "a{}b{}")) {
      captured.entries().clear();
      DomainEvent event = Samples.with(EventKind.of(id), "password", "hunter2");
      captured.tap().onEvent(event);

      assertThat(captured.only().getFormattedMessage()).isEqualTo(id);
      assertThat(captured.pairs()).containsEntry("event_type", id);
      assertThat(new String(new AuditEncoder().encode(captured.only()), UTF_8))
          .startsWith("{\"event_id\":\"" + event.id())
          .doesNotContain("hunter2");
    }
  }

  @Test
  @Contract("LOG-01")
  void null_is_refused_by_name() {
    LoggingTap tap = captured.tap();

    assertThatThrownBy(() -> tap.withLogger(Absent.absent())).hasMessage("logger");
    assertThatThrownBy(() -> tap.withLevels(Absent.absent())).hasMessage("levels");
    assertThatThrownBy(() -> tap.withRedactor(Absent.absent())).hasMessage("redactor");
    assertThatThrownBy(() -> tap.withSelector(Absent.absent())).hasMessage("selector");
    assertThatThrownBy(() -> LoggingEventBus.of(EventBus.builder(), Absent.absent()))
        .hasMessage("log");
    assertThatThrownBy(() -> LoggingEventBus.of(Absent.absent(), tap)).hasMessage("bus");
    EventKind other = EventKind.of("x");
    assertThat(tap.isInterested(other)).isTrue();
  }
}
