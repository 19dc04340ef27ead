package io.tidings.event.store.internal.schema;

import io.tidings.event.store.internal.ConversionSettings;
import io.tidings.event.store.internal.FailureFactory;
import java.time.Duration;

/**
 * The settings of an opened trail. Immutable.
 *
 * @param busyTimeout how long to wait for locks of others
 * @param maxBytes the greatest size of a file
 * @param readOnly whether writing is refused
 * @param openAppendWarning how long an append may be open before readers warn of it
 * @param migrations the steps of the schema
 * @param conversion the conversion of an older trail
 * @param failures the factory of exceptions
 */
public record StoreSettings(
    Duration busyTimeout,
    long maxBytes,
    boolean readOnly,
    Duration openAppendWarning,
    Migrations migrations,
    ConversionSettings conversion,
    FailureFactory failures) {}
