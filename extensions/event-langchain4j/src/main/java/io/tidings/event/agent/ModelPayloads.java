package io.tidings.event.agent;

import io.tidings.event.Description;
import io.tidings.event.PayloadKind;
import org.jspecify.annotations.Nullable;

/** Kinds and payloads of the calls of language models. */
public final class ModelPayloads {

  public static final PayloadKind<Requested> REQUESTED =
      PayloadKind.of("model.requested", Requested.class);

  public static final PayloadKind<Answered> ANSWERED =
      PayloadKind.of("model.answered", Answered.class);

  public static final PayloadKind<Errored> ERRORED = PayloadKind.of("model.errored", Errored.class);

  private ModelPayloads() {}

  /** Payload of {@code model.requested}. */
  @Description("A request was sent to a language model.")
  public record Requested(
      @Description("The name of the model, if the request has one.") @Nullable String model,
      @Description("The provider of the model.") @Nullable String provider,
      @Description("The number of messages in the request.") int messageCount,
      @Description("The number of tools that the model may call.") int toolCount,
      @Description("The text of the last message, if texts are recorded.") @Nullable String text) {}

  /** Payload of {@code model.answered}. */
  @Description("A language model answered.")
  public record Answered(
      @Description("The name of the model.") @Nullable String model,
      @Description("The number of tokens of the request, if the provider reports it.")
          @Nullable Integer inputTokens,
      @Description("The number of tokens of the answer, if the provider reports it.")
          @Nullable Integer outputTokens,
      @Description("The reason why the answer ended, such as stop or tool_execution.")
          @Nullable String finishReason,
      @Description("The duration of the call in milliseconds.") long durationMs,
      @Description("The text of the answer, if texts are recorded.") @Nullable String text) {}

  /** Payload of {@code model.errored}. */
  @Description("A call of a language model failed.")
  public record Errored(
      @Description("The name of the model, if the request has one.") @Nullable String model,
      @Description("The class of the failure.") String errorType,
      @Description("The beginning of the failure's message, if texts are recorded.")
          @Nullable String errorMessage,
      @Description("The duration of the call in milliseconds.") long durationMs) {}
}
