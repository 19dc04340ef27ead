/**
 * Reads at the boundary, where a request enters a host: each tells what was read, once, when the
 * result is there. Start at {@link io.tidings.event.services.boundary.RevisionReads}.
 *
 * <p>Whoever adds an operation follows the rule in the documentation of {@link
 * io.tidings.event.services.platform}. Nothing else in this module calls this package.
 */
@NullMarked
package io.tidings.event.services.boundary;

import org.jspecify.annotations.NullMarked;
