/**
 * Runner of the suites, their results and the report {@code docs/performance.md}. Start at {@link
 * io.tidings.event.benchmarks.Benchmarks}; to add a row see {@link
 * io.tidings.event.benchmarks.Budget}.
 */
@NullMarked
package io.tidings.event.benchmarks;

import org.jspecify.annotations.NullMarked;
