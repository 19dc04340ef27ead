package io.tidings.event.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.actor.ActorRuntime;
import io.tidings.event.services.actor.ActorTools;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.tool.ToolPolicy;
import io.tidings.event.services.tool.ToolRuntime;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events of each critical operation, complete and in order. */
class WiringTest {

  private static final Map<String, String> EMITTED =
      Map.ofEntries(
          Map.entry("plan_use_action", "plan.created"),
          Map.entry("plan_start", "plan.state_changed"),
          Map.entry("plan_execute", "plan.phase_changed"),
          Map.entry("plan_revert", "plan.phase_changed"),
          Map.entry("plan_retry", "plan.state_changed"),
          Map.entry("plan_fail", "plan.state_changed plan.errored"),
          Map.entry("plan_cancel", "plan.state_changed plan.cancelled"),
          Map.entry("plan_complete_apply", "plan.phase_changed plan.applied"),
          Map.entry("decision_record", "decision.created"),
          Map.entry("decision_approve", "decision.approved"),
          Map.entry("decision_correct", "decision.corrected"),
          Map.entry("decision_supersede", "decision.superseded"),
          Map.entry("session_create", "session.created"),
          Map.entry("session_append", "session.message_sent"),
          Map.entry("budget_spend", "budget.warning budget.exceeded"),
          Map.entry("context_assemble", "context.built"),
          Map.entry("resource_index", "resource.indexed"),
          Map.entry("sandbox_create", "sandbox.created"),
          Map.entry("sandbox_commit", "sandbox.committed"),
          Map.entry("sandbox_roll_back", "sandbox.rolled_back"),
          Map.entry("checkpoint_create", "checkpoint.created"),
          Map.entry("checkpoint_restore", "checkpoint.restored sandbox.rolled_back"),
          Map.entry("tool_run", "tool.invoked tool.completed"),
          Map.entry("tool_retry", "tool.invoked tool.retried tool.completed"),
          Map.entry("tool_fail", "tool.invoked tool.retried tool.errored"),
          Map.entry("actor_run", "actor.invoked tool.invoked tool.completed actor.completed"),
          Map.entry("actor_fail", "actor.invoked actor.errored"),
          Map.entry("actor_escalate", "actor.invoked actor.escalated"));

  private static final Tool<String, Integer> LENGTH = Tool.of("length", String::length);
  private static final Actor<String, Integer> COUNTER = Actor.of("counter", WiringTest::counted);

  @TempDir private Path directory;

  private static List<Operation> operations() {
    return Stream.concat(Operation.ALL.stream(), runs()).toList();
  }

  private static Stream<Operation> runs() {
    return Stream.of(
        run("tool_run", (tools, actors) -> tools.run(LENGTH, "four")),
        run("tool_retry", (tools, actors) -> tools.run(failing(1), "four")),
        run("tool_fail", (tools, actors) -> fails(() -> tools.run(failing(2), "four"))),
        run("actor_run", (tools, actors) -> actors.run(COUNTER, "four")),
        run("actor_fail", (tools, actors) -> fails(() -> actors.run(COUNTER, "fail"))),
        run("actor_escalate", (tools, actors) -> actors.run(COUNTER, "")));
  }

  /** What is done with tools and actors. */
  @FunctionalInterface
  private interface Run {
    void with(ToolRuntime tools, ActorRuntime actors) throws Exception;
  }

  private static Operation run(String name, Run run) {
    ToolPolicy twice = ToolPolicy.once().withMaxAttempts(2);
    return new Operation(
        name,
        (host, at) ->
            () -> {
              try (ToolRuntime tools =
                  new ToolRuntime(host.options(), twice, pause -> {}, () -> 0.5)) {
                run.with(tools, new ActorRuntime(host.bus(), tools));
              }
            });
  }

  private static void fails(ThrowingCallable call) {
    assertThatThrownBy(call).hasMessage("busy");
  }

  private static Tool<String, Integer> failing(int times) {
    AtomicInteger calls = new AtomicInteger();
    return Tool.of(
        "failing",
        input -> {
          if (calls.getAndIncrement() < times) {
            throw new IOException("busy");
          }
          return input.length();
        });
  }

  private static ActorResult<Integer> counted(String input, ActorTools tools) throws Exception {
    return switch (input) {
      case "" -> ActorResult.escalated("there is nothing to count", "a person");
      case "fail" -> throw new IOException("busy");
      default -> ActorResult.completed(tools.call(LENGTH, input));
    };
  }

  @ParameterizedTest
  @MethodSource("operations")
  @Contract("TST-05")
  void each_operation_emits_what_it_should_and_nothing_else(Operation operation) throws Exception {
    try (Host host = new Host(Host.With.A_BUS)) {
      Operation.Step step = operation.prepare(host, directory);
      host.journal().clear();
      step.run();

      assertThat(host.journal().entries())
          .filteredOn(entry -> entry.startsWith("emitted "))
          .extracting(entry -> entry.substring("emitted ".length()))
          .containsExactly(EMITTED.getOrDefault(operation.name(), "?").split(" ", -1));
    }
  }

  @Test
  @Contract("TST-05")
  void there_are_more_than_eighteen_of_them() {
    assertThat(operations())
        .hasSizeGreaterThanOrEqualTo(18)
        .extracting(Operation::name)
        .containsExactlyInAnyOrderElementsOf(EMITTED.keySet());
  }
}
