/**
 * The demo: a host that works through a script on a real directory, and the handlers that listen to
 * it. Start at {@link io.tidings.event.cli.demo.Demo}; what the host does is in {@link
 * io.tidings.event.cli.demo.acts.Script}.
 */
package io.tidings.event.cli.demo;
