/**
 * The demo: a small host that indexes a directory and says on a bus what it does, and the handlers
 * that listen to it. Start at {@link io.tidings.event.cli.demo.Demo}.
 */
package io.tidings.event.cli.demo;
