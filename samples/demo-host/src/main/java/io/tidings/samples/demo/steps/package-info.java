/**
 * The script of the demo, one class for each act: a host that works through plans on the services
 * of event-services. Start at {@link io.tidings.samples.demo.steps.Script}, which has their order;
 * what the acts share is on the {@link io.tidings.samples.demo.steps.ScriptState}.
 */
@NullMarked
package io.tidings.samples.demo.steps;

import org.jspecify.annotations.NullMarked;
