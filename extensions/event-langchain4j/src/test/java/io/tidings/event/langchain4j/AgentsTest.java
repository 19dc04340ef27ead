package io.tidings.event.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.internal.SuspendedResponse;
import dev.langchain4j.agentic.observability.AgentInvocationError;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.observability.AgentRequest;
import dev.langchain4j.agentic.observability.AgentResponse;
import dev.langchain4j.agentic.observability.BeforeAgentToolExecution;
import dev.langchain4j.agentic.scope.AgenticScopeAccess;
import dev.langchain4j.agentic.scope.ResultWithAgenticScope;
import dev.langchain4j.agentic.workflow.SequentialAgentService;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.V;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.services.payload.ActorPayloads;
import io.tidings.event.testkit.RecordingEventBus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentsTest {

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final LangChain4jEvents events = LangChain4jEvents.on(bus);

  public interface Left {
    @Agent(name = "left", outputKey = "left")
    @dev.langchain4j.service.UserMessage("left {{topic}}")
    String left(@V("topic") String topic);
  }

  public interface Right {
    @Agent(name = "right", outputKey = "right")
    @dev.langchain4j.service.UserMessage("right {{topic}}")
    String right(@V("topic") String topic);
  }

  public interface Root extends AgenticScopeAccess {
    @Agent(name = "root")
    String run(@V("topic") String topic);
  }

  public interface Remembering extends AgenticScopeAccess {
    @Agent(name = "root")
    String run(@MemoryId Object memory, @V("topic") String topic);
  }

  public interface Suspending {
    @Agent(name = "root")
    ResultWithAgenticScope<String> run(@MemoryId String memory, @V("topic") String topic);
  }

  private Left left(ChatModel model) {
    return AgenticServices.agentBuilder(Left.class).chatModel(model).tools(new Tools(bus)).build();
  }

  private Right right(ChatModel model) {
    return AgenticServices.agentBuilder(Right.class).chatModel(model).tools(new Tools(bus)).build();
  }

  private static ChatModel overloaded() {
    return Script.model(
        request -> {
          throw new IllegalStateException("overloaded");
        });
  }

  @Test
  void sub_agents_inherit_the_listener_of_the_root() {
    Root root =
        AgenticServices.sequenceBuilder(Root.class)
            .subAgents(left(Script.calling("reading")), right(Script.done()))
            .listener(events.agentListener())
            .outputKey("right")
            .build();

    assertThat(root.run("x")).isEqualTo("done");

    assertThat(Tree.of(bus))
        .containsExactly(
            "session.created",
            "  actor.invoked root",
            "    actor.invoked left",
            "      model.requested left",
            "        model.answered left",
            "      tool.invoked left reading",
            "        resource.accessed",
            "        tool.completed left reading",
            "      model.requested left",
            "        model.answered left",
            "      actor.completed left",
            "    actor.invoked right",
            "      model.requested right",
            "        model.answered right",
            "      actor.completed right",
            "    actor.completed root");
    assertThat(bus.recording().events(ActorPayloads.COMPLETED))
        .extracting(event -> event.payload(ActorPayloads.COMPLETED).iterations())
        .containsExactly(1, 0, 0);
    assertThat(bus.recording().events())
        .extracting(DomainEvent::sessionId)
        .containsOnly(bus.recording().events().get(0).sessionId())
        .doesNotContainNull();
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void parallel_agents_have_the_causes_of_their_own() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      Root inner =
          AgenticServices.sequenceBuilder(Root.class)
              .subAgents(right(Script.calling("second")))
              .outputKey("right")
              .build();
      AgenticServices.parallelBuilder(Root.class)
          .subAgents(left(Script.calling("first")), inner)
          .executor(executor)
          .name("both")
          .listener(events.agentListener())
          .outputKey("left")
          .build()
          .run("x");
    } finally {
      executor.shutdownNow();
    }

    assertThat(Tree.causes(bus.recording().events()))
        .containsExactlyInAnyOrder(
            "session.created",
            "actor.invoked both < session.created",
            "actor.invoked left < actor.invoked both",
            "model.requested left < actor.invoked left",
            "model.answered left < model.requested left",
            "tool.invoked left first < actor.invoked left",
            "tool.completed left first < tool.invoked left first",
            "model.requested left < actor.invoked left",
            "model.answered left < model.requested left",
            "actor.completed left < actor.invoked left",
            "actor.invoked root < actor.invoked both",
            "actor.invoked right < actor.invoked root",
            "model.requested right < actor.invoked right",
            "model.answered right < model.requested right",
            "tool.invoked right second < actor.invoked right",
            "tool.completed right second < tool.invoked right second",
            "model.requested right < actor.invoked right",
            "model.answered right < model.requested right",
            "actor.completed right < actor.invoked right",
            "actor.completed root < actor.invoked root",
            "actor.completed both < actor.invoked both");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void asynchronous_agent_belongs_to_its_parent() {
    Left late =
        AgenticServices.agentBuilder(Left.class).chatModel(Script.done()).async(true).build();

    AgenticServices.sequenceBuilder(Root.class)
        .subAgents(late)
        .listener(events.agentListener())
        .outputKey("left")
        .build()
        .run("x");

    assertThat(Tree.causes(bus.recording().events()))
        .contains(
            "actor.invoked left < actor.invoked root",
            "model.requested left < actor.invoked left",
            "actor.completed left < actor.invoked left");
  }

  @Test
  void loop_emits_a_run_for_each_round() {
    AgenticServices.loopBuilder(Root.class)
        .subAgents(left(Script.done()))
        .maxIterations(3)
        .listener(events.agentListener())
        .outputKey("left")
        .build()
        .run("x");

    assertThat(Tree.of(bus)).filteredOn("    actor.invoked left"::equals).hasSize(3);
    assertThat(Tree.of(bus)).filteredOn("      actor.completed left"::equals).hasSize(3);
  }

  @Test
  void failed_agent_ends_all_runs_around_it_as_errors() {
    Root root =
        AgenticServices.sequenceBuilder(Root.class)
            .subAgents(left(overloaded()))
            .listener(events.agentListener())
            .build();

    assertThatThrownBy(() -> root.run("x")).hasRootCauseMessage("overloaded");

    assertThat(Tree.of(bus))
        .containsExactly(
            "session.created",
            "  actor.invoked root",
            "    actor.invoked left",
            "      model.requested left",
            "        model.errored left",
            "      actor.errored left",
            "    actor.errored root");
    assertThat(bus.recording().events(ActorPayloads.ERRORED))
        .extracting(event -> event.payload(ActorPayloads.ERRORED).errorType())
        .containsOnly("java.lang.IllegalStateException");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void agents_suspended_for_a_person_escalate_and_resume() {
    Suspending root =
        AgenticServices.sequenceBuilder(Suspending.class)
            .subAgents(
                AgenticServices.humanInTheLoopBuilder()
                    .responseProvider(scope -> new SuspendedResponse<String>("approval"))
                    .outputKey("approved")
                    .build(),
                left(Script.done()))
            .listener(events.agentListener())
            .outputKey("left")
            .build();

    ResultWithAgenticScope<String> suspended = root.run("desk", "x");

    assertThat(suspended.suspended()).isTrue();
    assertThat(Tree.of(bus))
        .containsExactly(
            "session.created",
            "  actor.invoked root",
            "    actor.invoked askUser",
            "      actor.completed askUser",
            "    actor.escalated root");
    assertThat(
            bus.recording()
                .events(ActorPayloads.ESCALATED)
                .get(0)
                .payload(ActorPayloads.ESCALATED)
                .target())
        .isEqualTo("approval");

    suspended.agenticScope().completePendingResponse("approval", "yes");
    assertThat(root.run("desk", "x").result()).isEqualTo("done");

    assertThat(Tree.of(bus))
        .endsWith(
            "  actor.invoked root",
            "    actor.invoked left",
            "      model.requested left",
            "        model.answered left",
            "      actor.completed left",
            "    actor.completed root")
        .hasSize(11);
  }

  @Test
  void nested_agents_suspended_for_a_person_escalate_once_each() {
    Root inner =
        AgenticServices.sequenceBuilder(Root.class)
            .name("inner")
            .subAgents(
                AgenticServices.humanInTheLoopBuilder()
                    .responseProvider(scope -> new SuspendedResponse<String>("approval"))
                    .outputKey("approved")
                    .build())
            .outputKey("approved")
            .build();
    Suspending root =
        AgenticServices.sequenceBuilder(Suspending.class)
            .subAgents(inner)
            .listener(events.agentListener())
            .outputKey("approved")
            .build();

    root.run("desk", "x");

    assertThat(Tree.of(bus))
        .containsExactly(
            "session.created",
            "  actor.invoked root",
            "    actor.invoked inner",
            "      actor.invoked askUser",
            "        actor.completed askUser",
            "      actor.escalated inner",
            "    actor.escalated root");
  }

  @Test
  void guardrail_of_an_agent_is_reported() {
    InputGuardrail strict =
        new InputGuardrail() {
          @Override
          public InputGuardrailResult validate(UserMessage message) {
            return success();
          }
        };
    Left guarded =
        AgenticServices.agentBuilder(Left.class)
            .chatModel(Script.done())
            .inputGuardrails(strict)
            .build();
    Root root =
        AgenticServices.sequenceBuilder(Root.class)
            .subAgents(guarded)
            .listener(events.agentListener())
            .build();

    root.run("x");
    root.run("y");

    assertThat(Tree.of(bus)).filteredOn("      validation.started left"::equals).hasSize(2);
    assertThat(Tree.of(bus)).filteredOn("        validation.passed left"::equals).hasSize(2);
    assertThat(Tree.of(bus)).filteredOn("      model.requested left"::equals).hasSize(2);
  }

  @Test
  void runs_of_one_memory_id_are_in_one_session() {
    Remembering root =
        AgenticServices.sequenceBuilder(Remembering.class)
            .subAgents(left(Script.done()))
            .listener(events.agentListener())
            .build();

    root.run("desk", "x");
    root.run("desk", "y");

    assertThat(bus.recording().events(EventType.SESSION_CREATED)).hasSize(1);
    assertThat(Tree.of(bus)).filteredOn("  actor.invoked root"::equals).hasSize(2);
    assertThat(bus.recording().events()).extracting(DomainEvent::sessionId).containsOnly("desk");
    assertThat(events.openSteps()).isEqualTo(1);
    root.evictAgenticScope("desk");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void agent_called_alone_is_a_run() {
    Left alone =
        AgenticServices.agentBuilder(Left.class)
            .chatModel(Script.calling("first"))
            .tools(new Tools(bus))
            .listener(events.agentListener())
            .build();

    assertThat(alone.left("x")).isEqualTo("done");

    assertThat(Tree.of(bus))
        .containsExactly(
            "actor.invoked left",
            "  model.requested left",
            "    model.answered left",
            "  tool.invoked left first",
            "    tool.completed left first",
            "  model.requested left",
            "    model.answered left",
            "  actor.completed left");
  }

  /** Counts its callbacks, and throws in each. */
  private static final class Throwing implements AgentListener {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private void fail(String callback) {
      calls.add(callback);
      throw new IllegalStateException("listener of the host");
    }

    @Override
    public void beforeAgentInvocation(AgentRequest request) {
      fail("before");
    }

    @Override
    public void afterAgentInvocation(AgentResponse response) {
      fail("after");
    }

    @Override
    public void onAgentInvocationError(AgentInvocationError error) {
      fail("error");
    }

    @Override
    public boolean inheritedBySubagents() {
      return true;
    }
  }

  /** LangChain4j composes listeners in no order; an exception of one skips those after it. */
  @Test
  void throwing_listeners_of_the_host_suppress_no_event() {
    List<Throwing> hosts = Stream.generate(Throwing::new).limit(16).toList();
    SequentialAgentService<Root> builder =
        AgenticServices.sequenceBuilder(Root.class)
            .subAgents(left(Script.done()))
            .listener(events.agentListener());
    hosts.forEach(builder::listener);

    builder.build().run("x");

    assertThat(hosts.stream().flatMap(host -> host.calls.stream()))
        .containsExactly("before", "before", "after", "after");
    assertThat(Tree.of(bus))
        .containsExactly(
            "session.created",
            "  actor.invoked root",
            "    actor.invoked left",
            "      model.requested left",
            "        model.answered left",
            "      actor.completed left",
            "    actor.completed root");
  }

  /** A listener in the same bucket of a hash set, added earlier, is called earlier. */
  @Test
  void run_whose_begin_was_skipped_is_reported_at_its_end() {
    AgentListener first =
        new AgentListener() {
          @Override
          public void beforeAgentInvocation(AgentRequest request) {
            throw new IllegalStateException("listener of the host");
          }

          @Override
          public boolean inheritedBySubagents() {
            return true;
          }

          @Override
          public boolean equals(Object other) {
            return this == other;
          }

          @Override
          public int hashCode() {
            return 0;
          }
        };
    AgenticServices.sequenceBuilder(Root.class)
        .subAgents(left(Script.done()))
        .listener(first)
        .listener(events.agentListener())
        .build()
        .run("x");

    assertThat(Tree.of(bus))
        .containsSubsequence(
            "  actor.invoked left",
            "    actor.completed left",
            "  actor.invoked root",
            "    actor.completed root");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void listener_of_root_and_sub_agent_reports_once() {
    Left own =
        AgenticServices.agentBuilder(Left.class)
            .chatModel(Script.calling("first"))
            .tools(new Tools(bus))
            .listener(events.agentListener())
            .build();
    AgenticServices.sequenceBuilder(Root.class)
        .subAgents(own)
        .listener(events.agentListener())
        .build()
        .run("x");

    assertThat(bus.recording().events(EventType.ACTOR_INVOKED)).hasSize(2);
    assertThat(bus.recording().events(EventType.TOOL_INVOKED)).hasSize(1);
  }

  @Test
  void host_consumer_of_an_agent_tool_remains() {
    List<String> tools = new ArrayList<>();
    AgentListener host =
        new AgentListener() {
          @Override
          public void beforeAgentToolExecution(BeforeAgentToolExecution execution) {
            tools.add(execution.toolExecution().request().name());
          }
        };
    Left own =
        AgenticServices.agentBuilder(Left.class)
            .chatModel(Script.calling("first"))
            .tools(new Tools(bus))
            .listener(host)
            .build();
    AgenticServices.sequenceBuilder(Root.class)
        .subAgents(own)
        .listener(events.agentListener())
        .build()
        .run("x");

    assertThat(tools).containsExactly("first");
    assertThat(bus.recording().events(EventType.TOOL_INVOKED)).hasSize(1);
  }

  @Test
  void agents_in_a_tool_belong_to_the_tool() {
    Root inner =
        AgenticServices.sequenceBuilder(Root.class)
            .name("inner")
            .subAgents(right(Script.done()))
            .listener(events.agentListener())
            .outputKey("right")
            .build();
    Left outer =
        AgenticServices.agentBuilder(Left.class)
            .chatModel(Script.model(request -> Script.callOrDone(request, "asking")))
            .tools(new Asking(() -> inner.run("inner")))
            .build();
    AgenticServices.sequenceBuilder(Root.class)
        .subAgents(outer)
        .listener(events.agentListener())
        .build()
        .run("x");

    assertThat(Tree.of(bus))
        .containsSubsequence(
            "      tool.invoked left asking",
            "        session.created",
            "          actor.invoked inner",
            "            actor.invoked right",
            "              model.requested right",
            "                model.answered right",
            "              actor.completed right",
            "            actor.completed inner",
            "        tool.completed left asking",
            "      actor.completed left");
  }
}
