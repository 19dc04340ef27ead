/**
 * Runs the suites, keeps what they measured, and writes {@code docs/performance.md} from it; begin
 * at {@link io.tidings.event.benchmarks.Benchmarks}, and at {@link
 * io.tidings.event.benchmarks.Budget} to add a row.
 */
@NullMarked
package io.tidings.event.benchmarks;

import org.jspecify.annotations.NullMarked;
