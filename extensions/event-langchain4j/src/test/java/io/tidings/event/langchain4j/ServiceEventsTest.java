package io.tidings.event.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.agent.AgentOptions;
import io.tidings.event.agent.ModelPayloads;
import io.tidings.event.services.payload.ActorPayloads;
import io.tidings.event.services.payload.ToolPayloads;
import io.tidings.event.testkit.RecordingEventBus;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceEventsTest {

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final AtomicLong nanos = new AtomicLong();
  private final LangChain4jEvents events =
      new LangChain4jEvents(AgentOptions.of(bus).withNanos(() -> nanos.addAndGet(1_000_000)), 100);

  interface Assistant {
    String chat(String text);
  }

  interface Remembering {
    String chat(@MemoryId Object memoryId, @dev.langchain4j.service.UserMessage String text);
  }

  @AfterEach
  void no_step_stays_open() {
    assertThat(events.openSteps()).isZero();
    bus.close();
  }

  private AiServices<Assistant> assistant(ChatModel model) {
    return events.attach(AiServices.builder(Assistant.class).chatModel(model));
  }

  private <P extends Record> P payload(io.tidings.event.PayloadKind<P> kind) {
    return bus.recording().events(kind).get(0).payload(kind);
  }

  @Test
  void call_emits_a_run_with_its_model_call() {
    assertThat(assistant(Script.done()).build().chat("hello")).isEqualTo("done");

    assertThat(Tree.of(bus))
        .containsExactly(
            "actor.invoked Assistant",
            "  model.requested Assistant",
            "    model.answered Assistant",
            "  actor.completed Assistant");
    assertThat(payload(ModelPayloads.REQUESTED))
        .isEqualTo(new ModelPayloads.Requested(null, "other", 1, 0, null));
    ModelPayloads.Answered answered = payload(ModelPayloads.ANSWERED);
    assertThat(answered.model()).isEqualTo("scripted");
    assertThat(answered.inputTokens()).isEqualTo(7);
    assertThat(answered.outputTokens()).isEqualTo(5);
    assertThat(answered.finishReason()).isEqualTo("stop");
    assertThat(answered.durationMs()).isPositive();
    assertThat(answered.text()).isNull();
  }

  @Test
  void model_with_the_listener_is_reported_once() {
    ChatModel inner =
        Script.model(
            request -> AiMessage.from("done"),
            events.chatModelListener(),
            events.chatModelListener());
    ChatModel decorated =
        new ChatModel() {
          @Override
          public dev.langchain4j.model.chat.response.ChatResponse chat(
              dev.langchain4j.model.chat.request.ChatRequest request) {
            return inner.chat(request);
          }
        };

    assistant(inner).build().chat("hello");
    assistant(decorated).build().chat("hello");

    assertThat(bus.recording().events(ModelPayloads.REQUESTED)).hasSize(2);
    assertThat(bus.recording().events(ModelPayloads.ANSWERED)).hasSize(2);
    inner.chat("outside");
    assertThat(bus.recording().events(ModelPayloads.REQUESTED)).hasSize(3);
    assertThat(bus.recording().events(ModelPayloads.REQUESTED).get(2).causationId()).isNull();
  }

  @Test
  void tools_are_reported_with_duration_and_size() {
    assistant(Script.calling("first", "second")).tools(new Tools(bus)).build().chat("go");

    assertThat(Tree.of(bus))
        .containsExactly(
            "actor.invoked Assistant",
            "  model.requested Assistant",
            "    model.answered Assistant",
            "  tool.invoked Assistant first",
            "    tool.completed Assistant first",
            "  tool.invoked Assistant second",
            "    tool.completed Assistant second",
            "  model.requested Assistant",
            "    model.answered Assistant",
            "  actor.completed Assistant");
    assertThat(payload(ToolPayloads.COMPLETED))
        .isEqualTo(
            new ToolPayloads.Completed("first", payload(ToolPayloads.COMPLETED).durationMs(), 3));
    assertThat(payload(ToolPayloads.COMPLETED).durationMs()).isPositive();
    assertThat(payload(ActorPayloads.COMPLETED).iterations()).isEqualTo(2);
  }

  @Test
  void tool_on_an_executor_belongs_to_its_run() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      assistant(Script.calling("first", "reading"))
          .tools(new Tools(bus))
          .executeToolsConcurrently(executor)
          .build()
          .chat("go");
    } finally {
      executor.shutdownNow();
    }

    assertThat(Tree.causes(bus.recording().events()))
        .contains(
            "tool.invoked Assistant first < actor.invoked Assistant",
            "tool.completed Assistant first < tool.invoked Assistant first",
            "tool.invoked Assistant reading < actor.invoked Assistant",
            "resource.accessed < tool.invoked Assistant reading",
            "tool.completed Assistant reading < tool.invoked Assistant reading")
        .hasSize(11);
  }

  @Test
  void failed_tool_is_reported_with_its_class() {
    assertThat(assistant(Script.calling("failing")).tools(new Tools(bus)).build().chat("go"))
        .isEqualTo("done");

    ToolPayloads.Errored errored = payload(ToolPayloads.ERRORED);
    assertThat(errored.errorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(errored.errorMessage()).isNull();
    assertThat(errored.durationMs()).isPositive();
    assertThat(bus.recording().events(EventType.TOOL_COMPLETED)).isEmpty();
  }

  @Test
  void failure_that_a_tool_returns_is_reported() {
    dev.langchain4j.agent.tool.ToolSpecification specification =
        dev.langchain4j.agent.tool.ToolSpecification.builder().name("soft").build();
    dev.langchain4j.service.tool.ToolExecutor soft =
        new dev.langchain4j.service.tool.ToolExecutor() {
          @Override
          public String execute(
              dev.langchain4j.agent.tool.ToolExecutionRequest request, Object memoryId) {
            return "unused";
          }

          @Override
          public dev.langchain4j.service.tool.ToolExecutionResult executeWithContext(
              dev.langchain4j.agent.tool.ToolExecutionRequest request,
              dev.langchain4j.invocation.InvocationContext context) {
            return dev.langchain4j.service.tool.ToolExecutionResult.builder()
                .isError(true)
                .resultText("quota")
                .build();
          }
        };

    assistant(Script.calling("soft"))
        .tools(java.util.Map.of(specification, soft))
        .build()
        .chat("go");

    assertThat(payload(ToolPayloads.ERRORED).errorType())
        .isEqualTo("dev.langchain4j.exception.ToolExecutionException");
  }

  @Test
  void unknown_tool_ends_the_call_and_the_run_as_errors() {
    Assistant assistant = assistant(Script.calling("missing")).tools(new Tools(bus)).build();

    assertThatThrownBy(() -> assistant.chat("go")).hasMessageContaining("missing");

    assertThat(Tree.of(bus))
        .endsWith(
            "  tool.invoked Assistant missing",
            "    tool.errored Assistant missing",
            "  actor.errored Assistant");
  }

  @Test
  void failed_model_ends_the_run_as_an_error() {
    Assistant assistant =
        assistant(
                Script.model(
                    request -> {
                      throw new IllegalStateException("overloaded");
                    }))
            .build();

    assertThatThrownBy(() -> assistant.chat("go")).hasMessage("overloaded");

    assertThat(Tree.of(bus))
        .containsExactly(
            "actor.invoked Assistant",
            "  model.requested Assistant",
            "    model.errored Assistant",
            "  actor.errored Assistant");
    assertThat(payload(ModelPayloads.ERRORED).errorType())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void guardrails_are_reported_as_validations() {
    InputGuardrail polite =
        new InputGuardrail() {
          @Override
          public InputGuardrailResult validate(UserMessage message) {
            return success();
          }

          @Override
          public String name() {
            return "polite";
          }
        };
    OutputGuardrail strict =
        new OutputGuardrail() {
          @Override
          public OutputGuardrailResult validate(AiMessage answer) {
            return fatal("never good enough");
          }

          @Override
          public String name() {
            return "strict";
          }
        };
    Assistant assistant =
        assistant(Script.done()).inputGuardrails(polite).outputGuardrails(strict).build();

    assertThatThrownBy(() -> assistant.chat("go")).hasMessageContaining("never good enough");

    assertThat(Tree.of(bus))
        .containsExactly(
            "actor.invoked Assistant",
            "  validation.started Assistant",
            "    validation.passed Assistant",
            "  model.requested Assistant",
            "    model.answered Assistant",
            "  validation.started Assistant",
            "    validation.failed Assistant",
            "  actor.errored Assistant");
    assertThat(bus.recording().events(EventType.VALIDATION_FAILED).get(0).details())
        .containsEntry("failed", List.of("strict"));
  }

  @Test
  void retrieval_is_reported_as_a_query() {
    assistant(Script.done())
        .contentRetriever(query -> List.of(Content.from("a"), Content.from("b")))
        .build()
        .chat("where");

    DomainEvent query = bus.recording().events(EventType.CONTEXT_QUERY_EXECUTED).get(0);
    assertThat(query.details()).containsEntry("result_count", 2L).containsEntry("query", "");
    assertThat(Tree.of(bus))
        .startsWith("actor.invoked Assistant", "  context.query_executed Assistant");
  }

  @Test
  void run_has_the_current_event_as_cause_and_its_scope() {
    DomainEvent request =
        DomainEvent.builder(EventType.SESSION_MESSAGE_SENT)
            .sessionId("s-1")
            .scope(EventScope.none().withProject("apollo"))
            .build();

    EventContext.of(request).run(() -> assistant(Script.done()).build().chat("hello"));

    assertThat(bus.recording().events())
        .hasSize(4)
        .allSatisfy(
            event -> {
              assertThat(event.correlationId()).isEqualTo(request.correlationId());
              assertThat(event.sessionId()).isEqualTo("s-1");
              assertThat(event.scope().project()).isEqualTo("apollo");
            });
    assertThat(bus.recording().events().get(0).causationId()).isEqualTo(request.id());
  }

  @Test
  void service_in_a_tool_belongs_to_the_tool() {
    Assistant inner = assistant(Script.done()).build();

    assistant(Script.calling("asking"))
        .tools(new Asking(() -> inner.chat("inner")))
        .build()
        .chat("outer");

    assertThat(Tree.of(bus))
        .contains(
            "  tool.invoked Assistant asking",
            "    actor.invoked Assistant",
            "      model.requested Assistant",
            "      actor.completed Assistant",
            "    tool.completed Assistant asking");
  }

  @Test
  void memory_id_is_the_session_of_all_events() {
    events
        .attach(
            AiServices.builder(Remembering.class)
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
                .chatModel(Script.calling("first"))
                .tools(new Tools(bus)))
        .build()
        .chat("desk 7", "go");

    assertThat(bus.recording().events())
        .extracting(DomainEvent::sessionId)
        .containsOnly("desk%207");
  }

  @Test
  void without_a_bus_the_service_works_as_before() {
    LangChain4jEvents silent = LangChain4jEvents.on(null);

    assertThat(
            silent
                .attach(
                    AiServices.builder(Assistant.class)
                        .chatModel(Script.calling("failing", "first"))
                        .tools(new Tools(bus)))
                .build()
                .chat("go"))
        .isEqualTo("done");
    assertThat(silent.openSteps()).isZero();
    assertThat(bus.recording().events()).isEmpty();
  }

  @Test
  void kinds_without_handlers_leave_the_causes_of_others_intact() {
    io.tidings.event.EventBus plain = io.tidings.event.EventBus.create();
    List<DomainEvent> received = new java.util.ArrayList<>();
    plain.subscribe(EventType.TOOL_INVOKED, received::add);
    plain.subscribe(EventType.TOOL_COMPLETED, received::add);

    LangChain4jEvents.on(plain)
        .attach(
            AiServices.builder(Remembering.class)
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
                .chatModel(Script.calling("first"))
                .tools(new Tools(plain)))
        .build()
        .chat("s-1", "go");

    assertThat(Tree.of(received))
        .containsExactly("tool.invoked Remembering first", "  tool.completed Remembering first");
    assertThat(received).extracting(DomainEvent::sessionId).containsOnly("s-1");
  }
}
