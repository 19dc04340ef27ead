/**
 * The script of the demo, one class for each step: a host that executes plans with the services of
 * event-services. Start at {@link io.tidings.samples.demo.steps.Script}, which orders the steps;
 * {@link io.tidings.samples.demo.steps.ScriptState} is their shared state.
 */
@NullMarked
package io.tidings.samples.demo.steps;

import org.jspecify.annotations.NullMarked;
