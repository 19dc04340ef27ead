package io.tidings.event.store.internal.schema;

import io.tidings.event.store.internal.ConversionSettings;
import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import java.time.Duration;

/**
 * The settings of an opened trail. Immutable.
 *
 * @param busyTimeout how long to wait for locks of others
 * @param maxBytes the greatest size of a file
 * @param readOnly whether writing is refused
 * @param migrates whether a schema may be created and changed
 * @param openAppendWarning how long an append may be open before readers warn of it
 * @param migrations the steps of the schema
 * @param conversion the conversion of an older trail
 * @param failures the factory of exceptions
 */
public record StoreSettings(
    Duration busyTimeout,
    long maxBytes,
    boolean readOnly,
    boolean migrates,
    Duration openAppendWarning,
    Migrations migrations,
    ConversionSettings conversion,
    FailureFactory failures) {

  /** The remedy for a trail whose schema may not be created. */
  private static final String CREATE =
      "does not exist, and migrate(false) creates none; run the statements that 'bin/tidings trail"
          + " ddl' prints, as a role that may create tables";

  /**
   * Requires that the settings permit to create a trail.
   *
   * @param trail the trail for messages
   * @throws RuntimeException of the failure factory if they do not
   */
  public void requireCreation(String trail) {
    if (!migrates && !readOnly) {
      throw failures.create(FailureReason.NOT_FOUND, "the trail " + trail + " " + CREATE, null);
    }
  }
}
