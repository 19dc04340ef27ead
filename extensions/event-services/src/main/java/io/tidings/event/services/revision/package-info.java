/**
 * Revisions of applications, queries, testsets, evaluators and environments. Start at {@link
 * io.tidings.event.services.revision.RevisionService}.
 *
 * <p>Commits emit here, exactly once; reads here emit nothing. A new operation follows the rule in
 * the documentation of {@link io.tidings.event.services.platform}.
 */
@NullMarked
package io.tidings.event.services.revision;

import org.jspecify.annotations.NullMarked;
