/** Benchmarks, one class per suite; compared benchmarks are in one class. */
@NullMarked
package io.tidings.event.benchmarks.suites;

import org.jspecify.annotations.NullMarked;
