/**
 * Recordings of the JDK Flight Recorder.
 *
 * <p>Start at {@link io.tidings.event.observe.jfr.BusRecording}.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.observe.jfr;
