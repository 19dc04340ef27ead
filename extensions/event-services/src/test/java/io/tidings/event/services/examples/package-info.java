/** The examples of the guide and the Javadoc, as they are compiled. */
@NullMarked
package io.tidings.event.services.examples;

import org.jspecify.annotations.NullMarked;
