package io.tidings.event.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analysis of a configuration of the trail that cannot be applied. */
final class TrailConfigurationFailureAnalyzer
    extends AbstractFailureAnalyzer<TrailConfigurationException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, TrailConfigurationException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
