/**
 * Plans, from the action to the applied changes. Start at {@link
 * io.tidings.event.services.plan.PlanLifecycleService}.
 */
@NullMarked
package io.tidings.event.services.plan;

import org.jspecify.annotations.NullMarked;
