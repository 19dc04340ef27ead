package io.tidings.event.spring.autoconfigure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.spring.TransactionMode;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The treatment of emits within transactions.
 *
 * @param mode the mode
 * @param connections the DataSource of an outbox, else null
 */
record EmitMode(TransactionMode mode, @Nullable DataSource connections) {

  private static final String MODE = "tidings.transactions.mode";

  /** Returns the mode that is set, or the one that fits the trail. */
  static EmitMode of(
      @Nullable TransactionMode set,
      @Nullable TrailLocation location,
      boolean hasTrail,
      ListableBeanFactory beans) {
    boolean isPossible = location != null && location.connections() != null && hasJdbc();
    if (set == null) {
      return isPossible
          ? new EmitMode(TransactionMode.OUTBOX, requireNonNull(location, "location").connections())
          : new EmitMode(TransactionMode.AFTER_COMMIT, null);
    }
    return set == TransactionMode.OUTBOX
        ? new EmitMode(set, connections(location, hasTrail, beans))
        : new EmitMode(set, null);
  }

  private static @Nullable DataSource connections(
      @Nullable TrailLocation location, boolean hasTrail, ListableBeanFactory beans) {
    if (!hasTrail || (location != null && location.file() != null) || !hasJdbc()) {
      throw new TrailConfigurationException(
          "The property %s is outbox, but the trail is not in the application's PostgreSQL."
              .formatted(MODE),
          "Set %s=after-commit, or tidings.trail.url=datasource with spring-boot-starter-jdbc."
              .formatted(MODE));
    }
    return location != null ? location.connections() : TrailLocation.of(null, beans).connections();
  }

  private static boolean hasJdbc() {
    return ClassUtils.isPresent(
        "org.springframework.jdbc.datasource.DataSourceUtils", EmitMode.class.getClassLoader());
  }

  boolean isOutbox() {
    return mode == TransactionMode.OUTBOX;
  }
}
