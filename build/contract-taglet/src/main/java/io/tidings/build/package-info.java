/** Extensions of the Javadoc tool for this project's own documentation. */
@NullMarked
package io.tidings.build;

import org.jspecify.annotations.NullMarked;
