package io.tidings.event.benchmarks.suites;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.langchain4j.LangChain4jEvents;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Calls of tools by an AI service of LangChain4j whose model answers at once: a hundred in one
 * invocation. With events, the time per call includes its share of the events of run and model.
 */
@State(Scope.Benchmark)
public class ToolBenchmark {

  private static final int CALLS = 100;

  private static final AiMessage REQUESTS =
      AiMessage.from(
          IntStream.range(0, CALLS)
              .mapToObj(
                  call ->
                      ToolExecutionRequest.builder()
                          .id("call-" + call)
                          .name("clock")
                          .arguments("{}")
                          .build())
              .toList());

  private static final ChatResponse CALLING = ChatResponse.builder().aiMessage(REQUESTS).build();
  private static final ChatResponse DONE =
      ChatResponse.builder().aiMessage(AiMessage.from("done")).build();

  private final Assistant bare = service().build();
  private final Assistant notEnabled = attached(EventBus.create());
  private final Assistant handled = attached(handledBus());

  /** AI service of the benchmark. */
  public interface Assistant {
    /** Returns the answer of the model. */
    String chat(String text);
  }

  private static final class Answering implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      Object last = request.messages().get(request.messages().size() - 1);
      return last instanceof ToolExecutionResultMessage ? DONE : CALLING;
    }
  }

  private static AiServices<Assistant> service() {
    return AiServices.builder(Assistant.class)
        .chatModel(new Answering())
        .tools(
            Map.of(
                ToolSpecification.builder().name("clock").build(), (request, memoryId) -> "noon"));
  }

  private static Assistant attached(EventBus bus) {
    return LangChain4jEvents.on(bus).attach(service()).build();
  }

  private static EventBus handledBus() {
    EventBus bus = EventBus.create();
    bus.subscribe(EventSelector.all(), Handlers.create(1)[0]);
    return bus;
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public String bare() {
    return bare.chat("go");
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public String notEnabled() {
    return notEnabled.chat("go");
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public String handled() {
    return handled.chat("go");
  }
}
