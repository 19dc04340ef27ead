package io.tidings.event.json.internal;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.json.PackageVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Lowest version of a library that this module runs with. A host's own dependencies may select an
 * older one. Immutable.
 *
 * @param artifact the Maven coordinates
 * @param version the version
 * @param property the property of Spring Boot that sets the version
 */
public record MinimumVersion(String artifact, String version, String property) {

  private static final int JACKSON_MAJOR = 2;
  private static final int JACKSON_MINOR = 16;

  static final MinimumVersion JACKSON =
      new MinimumVersion(
          "com.fasterxml.jackson.core:jackson-core",
          JACKSON_MAJOR + "." + JACKSON_MINOR,
          "jackson-bom.version");

  static final MinimumVersion SLF4J =
      new MinimumVersion("org.slf4j:slf4j-api", "2.0", "slf4j.version");

  /**
   * Requires jackson-core 2.16 or later.
   *
   * @throws LinkageError if an older version is present; the message has the remedy
   */
  public static void requireJackson() {
    Version found = PackageVersion.VERSION;
    if (!isSufficientJackson(found.getMajorVersion(), found.getMinorVersion())) {
      throw new LinkageError(JACKSON.problem(found.toString()));
    }
  }

  static boolean isSufficientJackson(int major, int minor) {
    return major > JACKSON_MAJOR || (major == JACKSON_MAJOR && minor >= JACKSON_MINOR);
  }

  /**
   * Requires slf4j-api 2.0 or later.
   *
   * @throws LinkageError if an older version is present; the message has the remedy
   */
  public static void requireSlf4j() {
    try {
      Objects.requireNonNull(LoggingEventBuilder.class);
    } catch (NoClassDefFoundError missing) {
      LinkageError problem = new LinkageError(SLF4J.problem(versionOf(LoggerFactory.class)));
      problem.initCause(missing);
      throw problem;
    }
  }

  private static @Nullable String versionOf(Class<?> type) {
    String inManifest = type.getPackage().getImplementationVersion();
    return inManifest != null || type.getModule().getDescriptor() == null
        ? inManifest
        : type.getModule().getDescriptor().rawVersion().orElse(null);
  }

  /**
   * Returns the message for an older version.
   *
   * @param found the version that is present, or null if it is unknown
   */
  String problem(@Nullable String found) {
    return "event-logging requires %s %s or later, but found %s; set the version in the dependency management of the build (with Spring Boot, the property %s)"
        .formatted(artifact, version, found == null ? "an older one" : found, property);
  }
}
