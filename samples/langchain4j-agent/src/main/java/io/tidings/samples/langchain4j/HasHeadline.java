package io.tidings.samples.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailResult;

/** Guardrail that sends an article without a headline back to the model. */
final class HasHeadline implements OutputGuardrail {

  @Override
  public OutputGuardrailResult validate(AiMessage article) {
    return article.text().startsWith("# ")
        ? success()
        : reprompt("The article has no headline", "Begin with the headline.");
  }
}
