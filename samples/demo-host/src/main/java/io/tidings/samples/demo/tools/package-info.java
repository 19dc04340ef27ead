/**
 * The tools that the demo's actors call. Each does what its name says, and knows nothing of events.
 */
@NullMarked
package io.tidings.samples.demo.tools;

import org.jspecify.annotations.NullMarked;
