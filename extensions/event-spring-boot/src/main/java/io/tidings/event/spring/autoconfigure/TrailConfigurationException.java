package io.tidings.event.spring.autoconfigure;

/** A configuration of the trail that cannot be applied; the analysis of the start prints it. */
final class TrailConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String action;

  TrailConfigurationException(String problem, String action) {
    super(problem);
    this.action = action;
  }

  String action() {
    return action;
  }
}
