package io.tidings.samples.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailResult;

/** Guardrail that accepts a request with facts only. */
final class KnownFacts implements InputGuardrail {

  @Override
  public InputGuardrailResult validate(UserMessage message) {
    return message.singleText().endsWith("with these facts: ")
        ? fatal("The request has no facts")
        : success();
  }
}
