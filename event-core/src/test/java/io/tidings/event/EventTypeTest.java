package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {

  /** The table of the specification, copied by hand: never made from the code it checks. */
  private static final List<String> LIFECYCLE =
      List.of(
          "plan.created",
          "plan.phase_changed",
          "plan.state_changed",
          "plan.applied",
          "plan.cancelled",
          "plan.errored",
          "decision.created",
          "decision.approved",
          "decision.corrected",
          "decision.superseded",
          "invariant.reconciled",
          "invariant.violated",
          "invariant.enforced",
          "actor.invoked",
          "actor.completed",
          "actor.errored",
          "actor.escalated",
          "tool.invoked",
          "tool.completed",
          "tool.errored",
          "tool.retried",
          "resource.accessed",
          "resource.modified",
          "resource.indexed",
          "sandbox.created",
          "sandbox.committed",
          "sandbox.rolled_back",
          "checkpoint.created",
          "checkpoint.restored",
          "context.built",
          "context.query_executed",
          "validation.started",
          "validation.passed",
          "validation.failed",
          "session.created",
          "session.message_sent",
          "budget.warning",
          "budget.exceeded");

  private static final List<String> PLATFORM =
      List.of(
          "unknown",
          "webhooks.subscriptions.tested",
          "traces.fetched",
          "traces.queried",
          "testcases.fetched",
          "testcases.queried",
          "applications.revisions.retrieved",
          "applications.revisions.fetched",
          "applications.revisions.queried",
          "applications.revisions.logged",
          "applications.revisions.committed",
          "queries.revisions.retrieved",
          "queries.revisions.fetched",
          "queries.revisions.queried",
          "queries.revisions.logged",
          "queries.revisions.committed",
          "testsets.revisions.retrieved",
          "testsets.revisions.fetched",
          "testsets.revisions.queried",
          "testsets.revisions.logged",
          "testsets.revisions.committed",
          "evaluators.revisions.retrieved",
          "evaluators.revisions.fetched",
          "evaluators.revisions.queried",
          "evaluators.revisions.logged",
          "evaluators.revisions.committed",
          "environments.revisions.retrieved",
          "environments.revisions.fetched",
          "environments.revisions.queried",
          "environments.revisions.logged",
          "environments.revisions.committed");

  @Test
  @Contract("CA-R1")
  void the_lifecycle_types_are_the_38_of_the_specification_in_its_order() {
    assertThat(Stream.of(EventType.values()).filter(EventType::isLifecycle).map(EventType::id))
        .hasSize(38)
        .containsExactlyElementsOf(LIFECYCLE);
  }

  @Test
  @Contract("CA-R1")
  void the_platform_types_are_the_31_of_the_specification_in_its_order() {
    assertThat(Stream.of(EventType.values()).filter(EventType::isPlatform).map(EventType::id))
        .hasSize(31)
        .containsExactlyElementsOf(PLATFORM);
  }

  @Test
  @Contract("CA-R1")
  void there_are_69_types_and_no_two_share_an_id() {
    assertThat(EventType.values()).hasSize(69);
    assertThat(EventType.values()).extracting(EventType::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  @Contract("CA-R1")
  void an_id_leads_back_to_its_type(EventType type) {
    assertThat(EventType.fromId(type.id())).isSameAs(type);
    assertThat(EventKind.of(type.id())).isSameAs(type);
  }

  @ParameterizedTest
  @EnumSource
  @Contract("CA-R1")
  void an_id_follows_the_naming_rule_of_its_group(EventType type) {
    String lower = type.name().toLowerCase(Locale.ROOT);
    String expected = type.isLifecycle() ? lower.replaceFirst("_", ".") : lower.replace('_', '.');

    assertThat(type.id()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  @Contract("CA-R1")
  void a_type_belongs_to_exactly_one_group(EventType type) {
    assertThat(type.isLifecycle()).isNotEqualTo(type.isPlatform());
  }

  @Test
  @Contract("CA-R3")
  void the_lifecycle_types_fall_into_eleven_categories() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Stream.of(EventType.values())
        .filter(EventType::isLifecycle)
        .forEach(type -> counts.merge(type.category(), 1, Integer::sum));

    Map<String, Integer> expected = new LinkedHashMap<>();
    expected.put("plan", 6);
    expected.put("decision", 4);
    expected.put("invariant", 3);
    expected.put("actor", 4);
    expected.put("tool", 4);
    expected.put("resource", 3);
    expected.put("sandbox", 5);
    expected.put("context", 2);
    expected.put("validation", 3);
    expected.put("session", 2);
    expected.put("budget", 2);
    assertThat(counts).containsExactlyEntriesOf(expected);
  }

  @Test
  @Contract("CA-R3")
  void a_checkpoint_type_belongs_to_the_sandbox_category() {
    assertThat(EventType.CHECKPOINT_CREATED.category()).isEqualTo("sandbox");
    assertThat(EventType.CHECKPOINT_RESTORED.category()).isEqualTo("sandbox");
  }

  @Test
  void a_platform_type_has_the_first_segment_of_its_id_for_a_category() {
    assertThat(EventType.QUERIES_REVISIONS_LOGGED.category()).isEqualTo("queries");
    assertThat(EventType.UNKNOWN.category()).isEqualTo("unknown");
  }

  @ParameterizedTest
  @EnumSource
  @Contract("CA-R2")
  void the_name_of_a_constant_is_no_id(EventType type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventType.fromId(type.name()))
        .withMessageContaining("not name()")
        .withMessageContaining(type.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "plan", "plan.", "plan.created ", "Plan.created", "order.placed"})
  @Contract("CA-R1")
  void an_id_outside_the_catalogue_is_an_error(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventType.fromId(id))
        .withMessageContaining("id is no catalogue type")
        .withMessageContaining("EventKind.of");
  }

  @Test
  @Contract("CA-R1")
  void a_hostile_id_is_shown_short_and_on_one_line() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventType.fromId("a\nb\u202e" + "x".repeat(100_000)))
        .withMessageContaining("a\\u000ab\\u202e")
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
  }

  @Test
  @Contract("EVT-07")
  void a_null_id_is_named() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventType.fromId(Absent.absent()))
        .withMessage("id");
  }
}
