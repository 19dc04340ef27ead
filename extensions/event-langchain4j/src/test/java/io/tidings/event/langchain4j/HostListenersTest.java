package io.tidings.event.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.listener.AiServiceCompletedListener;
import dev.langchain4j.observability.api.listener.AiServiceStartedListener;
import dev.langchain4j.observability.api.listener.ToolExecutedEventListener;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.service.AiServices;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.spi.ForwardingEventBus;
import io.tidings.event.testkit.RecordingEventBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts with listeners of their own in every place, and listeners that throw. */
class HostListenersTest {

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final LangChain4jEvents events = LangChain4jEvents.on(bus);
  private final List<String> host = new ArrayList<>();

  interface Assistant {
    String chat(String text);
  }

  private AiServices<Assistant> builder(ChatModel model) {
    return AiServices.builder(Assistant.class).chatModel(model).tools(new Tools(bus));
  }

  private AiServices<Assistant> withHostListeners(AiServices<Assistant> services) {
    AiServiceStartedListener started = event -> host.add("started");
    ToolExecutedEventListener executed = event -> host.add("executed");
    AiServiceCompletedListener completed = event -> host.add("completed");
    return services
        .beforeToolExecution(execution -> host.add("before"))
        .afterToolExecution(execution -> host.add("after"))
        .retrievalAugmentor(
            DefaultRetrievalAugmentor.builder()
                .contentRetriever(
                    query -> {
                      host.add("retrieved");
                      return List.of(Content.from("a"));
                    })
                .build())
        .registerListeners(started, executed, completed);
  }

  private ChatModel listening() {
    return Script.model(
        request -> Script.callOrDone(request, "first"),
        new ChatModelListener() {
          @Override
          public void onRequest(ChatModelRequestContext context) {
            host.add("model");
          }
        });
  }

  private void assertBothReceiveAll() {
    assertThat(host)
        .containsExactly(
            "started", "retrieved", "model", "before", "after", "executed", "model", "completed");
    assertThat(Tree.of(bus))
        .containsExactly(
            "actor.invoked Assistant",
            "  context.query_executed Assistant",
            "  model.requested Assistant",
            "    model.answered Assistant",
            "  tool.invoked Assistant first",
            "    tool.completed Assistant first",
            "  model.requested Assistant",
            "    model.answered Assistant",
            "  actor.completed Assistant");
  }

  @Test
  void listeners_set_before_attach_remain() {
    events.attach(withHostListeners(builder(listening()))).build().chat("go");

    assertBothReceiveAll();
  }

  @Test
  void listeners_set_after_attach_replace_none() {
    withHostListeners(events.attach(builder(listening()))).build().chat("go");

    assertBothReceiveAll();
  }

  @Test
  void second_invocation_composes_nothing_again() {
    Assistant assistant = events.attach(withHostListeners(builder(listening()))).build();

    assistant.chat("go");
    host.clear();
    assistant.chat("go");

    assertThat(host).filteredOn("before"::equals).hasSize(1);
    assertThat(host).filteredOn("after"::equals).hasSize(1);
    assertThat(bus.recording().events(EventType.TOOL_INVOKED)).hasSize(2);
    assertThat(bus.recording().events(EventType.CONTEXT_QUERY_EXECUTED)).hasSize(2);
  }

  @Test
  void second_attach_has_no_effect() {
    AiServices<Assistant> services = events.attach(builder(Script.calling("first")));

    events.attach(services).build().chat("go");

    assertThat(bus.recording().events(EventType.ACTOR_INVOKED)).hasSize(1);
    assertThat(bus.recording().events(EventType.TOOL_INVOKED)).hasSize(1);
  }

  /** Registering inside a listener of the same service blocks: a write lock within a read lock. */
  @Test
  void attach_inside_a_listener_returns() {
    AiServices<Assistant> services = events.attach(builder(Script.done()));
    AiServiceStartedListener attaching =
        event -> {
          events.attach(services);
          host.add("returned");
        };
    Assistant assistant = services.registerListener(attaching).build();

    String answer = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assistant.chat("go"));

    assertThat(answer).isEqualTo("done");
    assertThat(host).containsExactly("returned");
  }

  @Test
  void throwing_listeners_of_the_host_suppress_no_event() {
    AiServiceStartedListener started =
        new AiServiceStartedListener() {
          @Override
          public void onEvent(AiServiceStartedEvent event) {
            throw new IllegalStateException("listener of the host");
          }
        };
    ChatModel model =
        Script.model(
            request -> AiMessage.from("done"),
            new ChatModelListener() {
              @Override
              public void onRequest(ChatModelRequestContext context) {
                throw new IllegalStateException("listener of the host");
              }
            });

    assertThat(events.attach(builder(model).registerListener(started)).build().chat("go"))
        .isEqualTo("done");

    assertThat(bus.recording().events()).hasSize(4);
    assertThat(events.openSteps()).isZero();
  }

  /**
   * LangChain4j does not isolate these consumers; an exception ends the call, as without events.
   */
  @Test
  void throwing_consumer_of_the_host_ends_tool_and_run() {
    Assistant assistant =
        events
            .attach(
                builder(Script.calling("first"))
                    .beforeToolExecution(
                        execution -> {
                          throw new IllegalStateException("consumer of the host");
                        }))
            .build();

    assertThatThrownBy(() -> assistant.chat("go")).hasMessage("consumer of the host");

    assertThat(Tree.of(bus))
        .endsWith(
            "  tool.invoked Assistant first",
            "    tool.errored Assistant first",
            "  actor.errored Assistant");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void throwing_bus_and_handlers_change_no_result() {
    EventBus throwing =
        new ForwardingEventBus() {
          @Override
          protected EventBus delegate() {
            throw new IllegalStateException("bus");
          }
        };
    EventBus handlers = EventBus.create();
    handlers.subscribe(
        EventSelector.all(),
        event -> {
          throw new AssertionError("handler");
        });

    for (EventBus failing : List.of(throwing, handlers)) {
      LangChain4jEvents failed =
          LangChain4jEvents.on(failing)
              .sessions(
                  id -> {
                    throw new StackOverflowError("mapping");
                  });
      assertThat(failed.attach(builder(Script.calling("first"))).build().chat("go"))
          .isEqualTo("done");
      assertThat(failed.openSteps()).isZero();
    }
  }
}
