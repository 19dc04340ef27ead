/**
 * The tools that the demo's actors call. Each does what its name says, and knows nothing of events.
 */
package io.tidings.event.cli.demo.tools;
