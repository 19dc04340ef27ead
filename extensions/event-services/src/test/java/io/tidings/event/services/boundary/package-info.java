/** Tests of the reads at the boundary. */
@NullMarked
package io.tidings.event.services.boundary;

import org.jspecify.annotations.NullMarked;
