package io.tidings.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTreeTest {

  private final PlanTree tree = new PlanTree();
  private final DomainEvent plan =
      DomainEvent.builder(EventType.PLAN_CREATED).planId("p-1").build();

  private List<String> lines() {
    return tree.lines(Terminal.NONE).stream().map(Line::toString).toList();
  }

  @Test
  void events_of_one_kind_and_place_are_one_line() {
    tree.record(plan);
    DomainEvent actor = plan.caused(EventType.ACTOR_INVOKED).build();
    tree.record(actor);
    for (int i = 0; i < 100_000; i++) {
      DomainEvent call = actor.caused(EventType.TOOL_INVOKED).build();
      tree.record(call);
      tree.record(call.caused(EventType.TOOL_COMPLETED).build());
    }
    tree.record(actor.caused(EventType.ACTOR_COMPLETED).build());
    assertThat(lines())
        .containsExactly(
            "plan.created",
            "  actor.invoked",
            "    tool.invoked  100,000 times",
            "      tool.completed  100,000 times",
            "    actor.completed");
  }

  @Test
  void only_the_first_plan_has_its_place() {
    tree.record(DomainEvent.of(EventType.SESSION_CREATED));
    tree.record(plan);
    tree.record(DomainEvent.builder(EventType.PLAN_CREATED).planId("p-2").build());
    assertThat(lines()).containsExactly("plan.created");
  }

  @Test
  void without_a_plan_there_are_no_lines() {
    tree.record(DomainEvent.of(EventType.TOOL_COMPLETED));
    assertThat(lines()).isEmpty();
  }

  @Test
  void an_event_whose_cause_is_not_known_stands_by_itself() {
    tree.record(plan);
    tree.record(
        DomainEvent.builder(EventType.TOOL_INVOKED).planId("p-1").causationId("lost").build());
    assertThat(lines()).containsExactly("plan.created", "tool.invoked");
  }
}
