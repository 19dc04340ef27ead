/**
 * Decisions and what became of them; start at {@link
 * io.tidings.event.services.decision.DecisionService}.
 */
@NullMarked
package io.tidings.event.services.decision;

import org.jspecify.annotations.NullMarked;
