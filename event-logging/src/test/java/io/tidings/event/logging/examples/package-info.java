/** The examples of the Javadoc and the guide, word for word, so that the compiler reads them. */
@NullMarked
package io.tidings.event.logging.examples;

import org.jspecify.annotations.NullMarked;
