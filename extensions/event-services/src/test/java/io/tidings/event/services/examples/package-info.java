/** The examples of guides and Javadoc, word for word, so that the compiler reads them. */
@NullMarked
package io.tidings.event.services.examples;

import org.jspecify.annotations.NullMarked;
