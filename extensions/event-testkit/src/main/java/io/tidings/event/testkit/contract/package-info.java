/**
 * What any {@link io.tidings.event.EventBus} can be held to: every line of {@code docs/contract.md}
 * as a test.
 *
 * <p>Start at {@link io.tidings.event.testkit.contract.EventBusContract}.
 */
@NullMarked
package io.tidings.event.testkit.contract;

import org.jspecify.annotations.NullMarked;
