package io.tidings.event.store;

import java.time.Duration;

/**
 * How a trail is to be opened. Immutable.
 *
 * @param busyTimeout how long to wait for others
 * @param maxBytes how large a file may grow
 * @param readOnly whether nothing may be changed
 * @param patience how long an append may be open before readers warn of it
 * @param migrations the steps of the schema
 */
record Settings(
    Duration busyTimeout,
    long maxBytes,
    boolean readOnly,
    Duration patience,
    Migrations migrations) {}
