/**
 * The demo: a host that works through a script on a real directory, and the handlers that listen to
 * it. Start at {@link io.tidings.samples.demo.Demo}; what the host does is in {@link
 * io.tidings.samples.demo.steps.Script}.
 */
@NullMarked
package io.tidings.samples.demo;

import org.jspecify.annotations.NullMarked;
