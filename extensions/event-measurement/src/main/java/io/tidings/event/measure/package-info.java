/**
 * Measurement: figures computed from stored events and errors.
 *
 * <p>Start at {@link io.tidings.event.measure.Measurements}. The database computes every figure
 * when it is requested; a figure without a source is absent. {@link
 * io.tidings.event.measure.ErrorRecorder} stores the errors of a host's subsystems.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.measure;
