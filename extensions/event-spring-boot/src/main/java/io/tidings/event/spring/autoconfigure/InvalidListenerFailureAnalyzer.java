package io.tidings.event.spring.autoconfigure;

import io.tidings.event.spring.InvalidListenerException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analysis of a listener method that cannot be subscribed. */
final class InvalidListenerFailureAnalyzer
    extends AbstractFailureAnalyzer<InvalidListenerException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, InvalidListenerException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Change the method or its @OnEvent as the description states; a kind is added to the"
            + " catalogue by EventCatalog.builder().",
        cause);
  }
}
