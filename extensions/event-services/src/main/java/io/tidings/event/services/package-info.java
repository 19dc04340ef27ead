/**
 * What the services of an agent runtime have in common: time, ids and the optional bus ({@link
 * io.tidings.event.services.ServiceOptions}), and where their state is kept ({@link
 * io.tidings.event.services.Repository}).
 *
 * <p>Every service saves first and emits then (EMI-05), and emits nothing when it was not able to
 * save. With a bus, without one and with a bus that fails it does the same (EMI-01, EMI-03).
 */
@NullMarked
package io.tidings.event.services;

import org.jspecify.annotations.NullMarked;
