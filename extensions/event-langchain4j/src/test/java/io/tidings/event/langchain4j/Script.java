package io.tidings.event.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Models that answer each request by a function. Thread-safe if the function is. */
final class Script {

  private Script() {}

  /** Returns a model that answers "done" at once. */
  static ChatModel done() {
    return model(request -> AiMessage.from("done"));
  }

  /** Returns a model that first calls tools and answers "done" after their results. */
  static ChatModel calling(String... tools) {
    return model(request -> callOrDone(request, tools));
  }

  static AiMessage callOrDone(ChatRequest request, String... tools) {
    List<ChatMessage> messages = request.messages();
    return messages.get(messages.size() - 1) instanceof ToolExecutionResultMessage
        ? AiMessage.from("done")
        : AiMessage.from(java.util.stream.Stream.of(tools).map(Script::call).toList());
  }

  static ToolExecutionRequest call(String tool) {
    return ToolExecutionRequest.builder().id(tool).name(tool).arguments("{}").build();
  }

  static ChatModel model(Function<ChatRequest, AiMessage> answers, ChatModelListener... listeners) {
    return new ChatModel() {
      @Override
      public ChatResponse doChat(ChatRequest request) {
        return response(answers.apply(request));
      }

      @Override
      public List<ChatModelListener> listeners() {
        return List.of(listeners);
      }
    };
  }

  /** Returns a model that answers on an executor. */
  static StreamingChatModel streaming(Executor executor, Function<ChatRequest, AiMessage> answers) {
    return new StreamingChatModel() {
      @Override
      public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        executor.execute(
            () -> {
              try {
                handler.onCompleteResponse(response(answers.apply(request)));
              } catch (RuntimeException failure) {
                handler.onError(failure);
              }
            });
      }
    };
  }

  static ChatResponse response(AiMessage answer) {
    return ChatResponse.builder()
        .aiMessage(answer)
        .modelName("scripted")
        .tokenUsage(new TokenUsage(7, 5))
        .finishReason(
            answer.hasToolExecutionRequests() ? FinishReason.TOOL_EXECUTION : FinishReason.STOP)
        .build();
  }
}
