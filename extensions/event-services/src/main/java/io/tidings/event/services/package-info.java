/**
 * Common parts of the services of an agent runtime: {@link
 * io.tidings.event.services.ServiceOptions} with clock, ids and the optional bus, and {@link
 * io.tidings.event.services.Repository} for their state.
 *
 * <p>Every service saves first and then emits; if saving fails, it emits nothing. Services behave
 * identically with a bus, without one, and with a bus that throws.
 *
 * @contract EMI-01, EMI-03, EMI-05
 */
@NullMarked
package io.tidings.event.services;

import org.jspecify.annotations.NullMarked;
