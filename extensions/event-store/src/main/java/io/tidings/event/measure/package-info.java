/**
 * Measurement: what the events and errors that are stored tell, in numbers.
 *
 * <p>Start at {@link io.tidings.event.measure.Measurements}. Every number is counted when it is
 * asked for, by the database, out of what is stored; what has no source is not there. {@link
 * io.tidings.event.measure.ErrorRecorder} keeps the errors of a host's subsystems.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.measure;
