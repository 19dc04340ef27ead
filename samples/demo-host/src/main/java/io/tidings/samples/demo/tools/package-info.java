/** The tools of the demo's actors. A tool does not use the bus. */
@NullMarked
package io.tidings.samples.demo.tools;

import org.jspecify.annotations.NullMarked;
