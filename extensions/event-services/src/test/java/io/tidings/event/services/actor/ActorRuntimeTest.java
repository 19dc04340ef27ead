package io.tidings.event.services.actor;

import static io.tidings.event.EventType.ACTOR_COMPLETED;
import static io.tidings.event.EventType.ACTOR_ERRORED;
import static io.tidings.event.EventType.ACTOR_ESCALATED;
import static io.tidings.event.EventType.ACTOR_INVOKED;
import static io.tidings.event.EventType.TOOL_COMPLETED;
import static io.tidings.event.EventType.TOOL_ERRORED;
import static io.tidings.event.EventType.TOOL_INVOKED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.tool.ToolPolicy;
import io.tidings.event.services.tool.ToolRuntime;
import java.io.IOException;
import java.time.Duration;

class ActorRuntimeTest {

  private static final Tool<String, Integer> LENGTH = Tool.of("length", String::length);

  private static ActorRuntime runtime(Host host, int maxCalls) {
    ToolRuntime tools =
        new ToolRuntime(host.options(), ToolPolicy.once(), duration -> {}, () -> 0.5);
    return new ActorRuntime(host.options(), tools, maxCalls);
  }

  @EveryHost
  void an_actor_is_invoked_calls_tools_and_completes(Host host) throws Exception {
    Actor<String, Integer> counter =
        Actor.of(
            "counter",
            (input, tools) -> {
              host.clock().advance(Duration.ofMillis(5));
              return ActorResult.completed(tools.call(LENGTH, input) + tools.call(LENGTH, input));
            });

    ActorResult<Integer> answer = runtime(host, 9).run(counter, "four");

    assertThat(answer).isEqualTo(ActorResult.completed(8));
    host.emitted(
        ACTOR_INVOKED, TOOL_INVOKED, TOOL_COMPLETED, TOOL_INVOKED, TOOL_COMPLETED, ACTOR_COMPLETED);
    host.details(ACTOR_INVOKED, "actor_name", "counter", "input_size", 4);
    host.details(ACTOR_COMPLETED, "actor_name", "counter", "iterations", 2, "duration_ms", 5);
    host.assertLatest(
        ACTOR_COMPLETED,
        event -> {
          assertThat(event.actorName()).isEqualTo("counter");
          assertThat(host.bus()).emitted(TOOL_INVOKED).causedBy(ACTOR_INVOKED);
          assertThat(host.bus()).emitted(ACTOR_COMPLETED).causedBy(ACTOR_INVOKED);
        });
  }

  @EveryHost
  void failed_run_emits_errored_once_and_throws(Host host) {
    Exception failure = new IOException("no model");
    Actor<String, String> failing =
        Actor.of(
            "failing",
            (input, tools) -> {
              throw failure;
            });

    assertThatThrownBy(() -> runtime(host, 9).run(failing, "x")).isSameAs(failure);

    host.emitted(ACTOR_INVOKED, ACTOR_ERRORED);
    host.details(
        ACTOR_ERRORED,
        "actor_name",
        "failing",
        "error_type",
        "java.io.IOException",
        "error_message",
        "no model");
  }

  @EveryHost
  void tool_events_of_a_run_have_its_actor(Host host) throws Exception {
    ToolRuntime runtime =
        new ToolRuntime(host.options(), ToolPolicy.once(), duration -> {}, () -> 0.5);
    Actor<String, Integer> counter =
        Actor.of("counter", (input, tools) -> ActorResult.completed(tools.call(LENGTH, input)));

    runtime(host, 9).run(counter, "four");
    host.assertLatest(TOOL_INVOKED, event -> assertThat(event.actorName()).isEqualTo("counter"));
    host.assertLatest(TOOL_COMPLETED, event -> assertThat(event.actorName()).isEqualTo("counter"));

    runtime.run(LENGTH, "four");
    host.assertLatest(TOOL_INVOKED, event -> assertThat(event.actorName()).isNull());
    host.assertLatest(TOOL_COMPLETED, event -> assertThat(event.actorName()).isNull());
  }

  @EveryHost
  void escalated_run_emits_reason_and_target(Host host) throws Exception {
    Actor<String, String> humble =
        Actor.of("humble", (input, tools) -> ActorResult.escalated("too hard", "a person"));

    assertThat(runtime(host, 9).run(humble, "x"))
        .isEqualTo(ActorResult.escalated("too hard", "a person"));

    host.emitted(ACTOR_INVOKED, ACTOR_ESCALATED);
    host.details(
        ACTOR_ESCALATED, "actor_name", "humble", "reason", "too hard", "target", "a person");
  }

  @EveryHost
  void exception_of_a_tool_ends_the_run_unless_caught(Host host) throws Exception {
    Exception failure = new IOException("gone");
    Tool<String, String> broken =
        Tool.of(
            "broken",
            input -> {
              throw failure;
            });
    Actor<String, String> careless =
        Actor.of("careless", (input, tools) -> ActorResult.completed(tools.call(broken, input)));
    Actor<String, String> careful =
        Actor.of(
            "careful",
            (input, tools) -> {
              try {
                return ActorResult.completed(tools.call(broken, input));
              } catch (IOException expected) {
                return ActorResult.completed("without");
              }
            });

    assertThatThrownBy(() -> runtime(host, 9).run(careless, "x")).isSameAs(failure);
    assertThat(runtime(host, 9).run(careful, "x")).isEqualTo(ActorResult.completed("without"));
    host.emitted(
        ACTOR_INVOKED,
        TOOL_INVOKED,
        TOOL_ERRORED,
        ACTOR_ERRORED,
        ACTOR_INVOKED,
        TOOL_INVOKED,
        TOOL_ERRORED,
        ACTOR_COMPLETED);
  }

  @EveryHost
  void a_run_that_calls_tools_for_ever_is_ended(Host host) {
    Actor<String, String> endless =
        Actor.of(
            "endless",
            (input, tools) -> {
              while (true) {
                tools.call(LENGTH, input);
              }
            });

    assertThatThrownBy(() -> runtime(host, 1).run(endless, "x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("maximum of 1 tool calls");
    host.emitted(ACTOR_INVOKED, TOOL_INVOKED, TOOL_COMPLETED, ACTOR_ERRORED);
  }

  @EveryHost
  void an_error_of_an_actor_surfaces_as_it_is(Host host) {
    Error error = new StackOverflowError();
    Actor<String, String> dying =
        Actor.of(
            "dying",
            (input, tools) -> {
              throw error;
            });

    assertThatThrownBy(() -> runtime(host, 1).run(dying, "x")).isSameAs(error);
    host.emitted(ACTOR_INVOKED, ACTOR_ERRORED);
  }

  @EveryHost
  void names_are_checked_before_any_event(Host host) {
    assertThatThrownBy(() -> Actor.of("", (input, tools) -> ActorResult.completed("")))
        .hasMessageContaining("name");
    assertThatThrownBy(() -> ActorResult.escalated("", "")).hasMessageContaining("target");
    assertThatThrownBy(() -> runtime(host, 0)).hasMessageContaining("maxCalls");
    host.emitted();
  }
}
