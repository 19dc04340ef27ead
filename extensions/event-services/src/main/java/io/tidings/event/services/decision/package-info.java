/**
 * Decisions, their approvals and corrections. Start at {@link
 * io.tidings.event.services.decision.DecisionService}.
 */
@NullMarked
package io.tidings.event.services.decision;

import org.jspecify.annotations.NullMarked;
