package io.tidings.event.spring.autoconfigure;

import io.tidings.event.store.StoreException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analysis of a trail that cannot be opened. */
final class StoreFailureAnalyzer extends AbstractFailureAnalyzer<StoreException> {

  private static final String ELSEWHERE =
      "Set tidings.trail.url=file:trail.db for a trail in a file, or tidings.trail.enabled=false"
          + " for none.";

  @Override
  protected FailureAnalysis analyze(Throwable root, StoreException cause) {
    return new FailureAnalysis(
        "The trail cannot be opened: " + cause.getMessage(), action(cause), cause);
  }

  private static String action(StoreException cause) {
    if (String.valueOf(cause.getMessage()).contains("org.xerial:sqlite-jdbc")) {
      return "Set the property sqlite-jdbc.version to 3.51.3.0 or later in the build: in Maven"
          + " <sqlite-jdbc.version>3.54.1.0</sqlite-jdbc.version>, in Gradle"
          + " ext['sqlite-jdbc.version'] = '3.54.1.0'. Spring Boot 4.0 pins 3.50.3.0.";
    }
    return switch (cause.reason()) {
      case FOREIGN -> "Name another schema in spring.datasource.url (currentSchema). " + ELSEWHERE;
      case UNAVAILABLE -> "Start the database, or check spring.datasource.url.";
      case READ_ONLY, FAILED ->
          "If the role of the application may not create tables, let the owner of the schema start"
              + " the application once, or name a schema in which the role may. "
              + ELSEWHERE;
      default -> "Check tidings.trail.url and the permissions on the trail. " + ELSEWHERE;
    };
  }
}
