/** Examples of the guides and of Javadoc, verbatim, so that they are compiled. */
@NullMarked
package io.tidings.event.services.examples;

import org.jspecify.annotations.NullMarked;
