/**
 * Plans on their way from an action to what they have changed; start at {@link
 * io.tidings.event.services.plan.PlanLifecycleService}.
 */
@NullMarked
package io.tidings.event.services.plan;

import org.jspecify.annotations.NullMarked;
