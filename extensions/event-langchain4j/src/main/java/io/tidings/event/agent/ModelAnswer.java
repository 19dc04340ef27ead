package io.tidings.event.agent;

import org.jspecify.annotations.Nullable;

/**
 * Answer of a language model, as a bridge reports it. Immutable.
 *
 * @param model the name of the model, or null
 * @param provider the name of the provider, or null
 * @param inputTokens the number of tokens of the request, or null
 * @param outputTokens the number of tokens of the answer, or null
 * @param finishReason the reason why the answer ended, or null
 * @param text the text, or null
 */
public record ModelAnswer(
    @Nullable String model,
    @Nullable String provider,
    @Nullable Integer inputTokens,
    @Nullable Integer outputTokens,
    @Nullable String finishReason,
    @Nullable String text) {

  ModelUsage usage() {
    return new ModelUsage(provider, model, number(inputTokens), number(outputTokens));
  }

  private static int number(@Nullable Integer tokens) {
    return tokens == null ? 0 : Math.max(0, tokens);
  }
}
