package io.tidings.event.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;

/** The lowest version of JUnit that the extension runs with. Stateless. */
final class JUnitVersion {

  private JUnitVersion() {}

  /**
   * Requires JUnit 5.12 or later.
   *
   * @throws LinkageError if an older version is present; the message has the remedy
   */
  static void require() {
    try {
      Objects.requireNonNull(TestInstantiationAwareExtension.class);
    } catch (NoClassDefFoundError missing) {
      String found = ExtensionContext.class.getPackage().getImplementationVersion();
      LinkageError error = new LinkageError(problem(found));
      error.initCause(missing);
      throw error;
    }
  }

  /**
   * Returns the message for an older version.
   *
   * @param found the version that is present, or null if it is unknown
   */
  static String problem(@Nullable String found) {
    return "event-testkit requires JUnit Jupiter 5.12 or later, but found %s; set the version of junit-bom in the build (with Spring Boot, the property junit-jupiter.version)"
        .formatted(found == null ? "an older one" : found);
  }
}
