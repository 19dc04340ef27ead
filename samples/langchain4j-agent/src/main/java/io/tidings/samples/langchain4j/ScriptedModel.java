package io.tidings.samples.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/** Chat model that answers as a script says. Not thread-safe. */
final class ScriptedModel implements ChatModel {

  private static final String NAME = "scripted-1";

  private final Deque<AiMessage> answers;

  ScriptedModel(List<AiMessage> answers) {
    this.answers = new ArrayDeque<>(answers);
  }

  /** Returns a model with the script of the newsroom. */
  static ScriptedModel ofNewsroom() {
    return new ScriptedModel(
        List.of(
            call("search_archive", "{\"query\": \"harbour\"}"),
            AiMessage.from("The harbour opened in 1890."),
            call("find_headline", "{\"topic\": \"harbour\"}"),
            AiMessage.from("# The old harbour"),
            AiMessage.from("It opened in 1890."),
            AiMessage.from("# The old harbour\nIt opened in 1890.")));
  }

  private static AiMessage call(String tool, String arguments) {
    return AiMessage.from(
        ToolExecutionRequest.builder().id(tool).name(tool).arguments(arguments).build());
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return ChatRequestParameters.builder().modelName(NAME).build();
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    AiMessage answer = answers.poll();
    if (answer == null) {
      throw new NoSuchElementException("the script has no further answer");
    }
    return ChatResponse.builder()
        .aiMessage(answer)
        .modelName(NAME)
        .tokenUsage(new TokenUsage(10 * request.messages().size(), 20))
        .finishReason(
            answer.hasToolExecutionRequests() ? FinishReason.TOOL_EXECUTION : FinishReason.STOP)
        .build();
  }
}
