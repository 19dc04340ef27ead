package io.tidings.event.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import org.junit.jupiter.api.Test;

class CausalTreeTest {

  private final CausalTree tree = new CausalTree();
  private final DomainEvent phase =
      DomainEvent.builder(EventType.PLAN_PHASE_CHANGED).detail("to_phase", "execute").build();

  private DomainEvent call(String tool) {
    return phase.caused(EventType.TOOL_INVOKED).detail("tool_name", tool).build();
  }

  @Test
  void the_first_call_that_ends_is_shown_with_its_causes_and_effects() {
    DomainEvent first = call("one");
    tree.record(phase);
    tree.record(first);
    tree.record(first.caused(EventType.BUDGET_WARNING).build());
    assertThat(tree.isComplete()).isFalse();
    tree.record(first.caused(EventType.TOOL_COMPLETED).build());
    tree.record(call("two").caused(EventType.TOOL_COMPLETED).build());
    assertThat(tree.lines(Terminal.NONE))
        .containsExactly(
            "plan.phase_changed             to_phase=execute",
            "  tool.invoked                 tool_name=one",
            "    budget.warning",
            "    tool.completed");
  }

  @Test
  void a_call_that_failed_is_complete_too() {
    DomainEvent call = call("one");
    tree.record(call);
    tree.record(call.caused(EventType.TOOL_ERRORED).build());
    assertThat(tree.lines(Terminal.NONE)).hasSize(2);
  }

  @Test
  void an_end_without_a_known_call_stands_alone() {
    tree.record(DomainEvent.of(EventType.TOOL_COMPLETED));
    assertThat(tree.lines(Terminal.NONE)).containsExactly("tool.completed");
  }

  @Test
  void without_a_call_there_are_no_lines() {
    tree.record(phase);
    assertThat(tree.isComplete()).isFalse();
    assertThat(tree.lines(Terminal.NONE)).isEmpty();
  }
}
