package io.tidings.event.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.tidings.event.EventType;
import io.tidings.event.agent.AgentOptions;
import io.tidings.event.agent.ModelPayloads;
import io.tidings.event.testkit.ManualExecutor;
import io.tidings.event.testkit.RecordingEventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamingTest {

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final AtomicLong nanos = new AtomicLong();
  private final LangChain4jEvents events =
      new LangChain4jEvents(AgentOptions.of(bus).withNanos(nanos::get), 100);
  private final ManualExecutor executor = new ManualExecutor();

  interface Assistant {
    TokenStream chat(String text);
  }

  private Assistant assistant(StreamingChatModel model) {
    return events
        .attach(AiServices.builder(Assistant.class).streamingChatModel(model).tools(new Tools(bus)))
        .build();
  }

  private static AiMessage failing() {
    throw new IllegalStateException("overloaded");
  }

  @Test
  void stream_on_another_thread_belongs_to_its_run() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    CompletableFuture<String> answer = new CompletableFuture<>();
    try {
      assistant(Script.streaming(thread, request -> Script.callOrDone(request, "first", "reading")))
          .chat("go")
          .onCompleteResponse(response -> answer.complete(response.aiMessage().text()))
          .onError(answer::completeExceptionally)
          .start();
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    } finally {
      thread.shutdownNow();
    }

    assertThat(Tree.of(bus))
        .containsExactly(
            "actor.invoked Assistant",
            "  model.requested Assistant",
            "    model.answered Assistant",
            "  tool.invoked Assistant first",
            "    tool.completed Assistant first",
            "  tool.invoked Assistant reading",
            "    resource.accessed",
            "    tool.completed Assistant reading",
            "  model.requested Assistant",
            "    model.answered Assistant",
            "  actor.completed Assistant");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void failed_stream_ends_its_run_once() {
    List<Throwable> errors = new ArrayList<>();
    assistant(Script.streaming(executor, request -> failing()))
        .chat("go")
        .onError(errors::add)
        .start();
    executor.runAll();

    assertThat(errors).hasSize(1);
    assertFailed();
  }

  @Test
  void failed_stream_that_ignores_errors_ends_its_run() {
    assistant(Script.streaming(executor, request -> failing())).chat("go").ignoreErrors().start();
    executor.runAll();

    assertFailed();
  }

  private void assertFailed() {
    assertThat(Tree.of(bus))
        .containsExactly(
            "actor.invoked Assistant",
            "  model.requested Assistant",
            "    model.errored Assistant",
            "  actor.errored Assistant");
    assertThat(events.openSteps()).isZero();
  }

  @Test
  void abandoned_streams_are_removed_after_an_hour() {
    Assistant assistant = assistant(Script.streaming(executor, request -> AiMessage.from("done")));
    TokenStream neverStarted = assistant.chat("one");
    assistant.chat("two").ignoreErrors().start();
    assertThat(neverStarted).isNotNull();
    assertThat(events.openSteps()).isEqualTo(2);

    nanos.addAndGet(TimeUnit.MINUTES.toNanos(61));
    assistant.chat("three").ignoreErrors().start();

    assertThat(events.openSteps()).isEqualTo(1);
    executor.runAll();
    assertThat(events.openSteps()).isZero();
    assertThat(bus.recording().events(ModelPayloads.ANSWERED)).hasSize(2);
    assertThat(bus.recording().events(EventType.ACTOR_COMPLETED)).hasSize(1);
  }
}
