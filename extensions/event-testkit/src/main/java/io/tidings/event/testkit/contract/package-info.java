/**
 * Test suite for implementations of {@link io.tidings.event.EventBus}: every guaranteed row of
 * {@code docs/contract.md} as a test.
 *
 * <p>Start at {@link io.tidings.event.testkit.contract.EventBusContract}.
 */
@NullMarked
package io.tidings.event.testkit.contract;

import org.jspecify.annotations.NullMarked;
