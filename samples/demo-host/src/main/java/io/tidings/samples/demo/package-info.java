/**
 * A sample host: a script on a real directory, and the handlers that show its events. Start at
 * {@link io.tidings.samples.demo.Demo}; {@link io.tidings.samples.demo.steps.Script} is the work of
 * the host.
 */
@NullMarked
package io.tidings.samples.demo;

import org.jspecify.annotations.NullMarked;
