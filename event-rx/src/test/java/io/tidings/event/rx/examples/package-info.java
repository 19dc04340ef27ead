/** The examples of the Javadoc and the guide, as they are printed there. */
@NullMarked
package io.tidings.event.rx.examples;

import org.jspecify.annotations.NullMarked;
