/** What is measured: one class for each suite, its parts side by side. */
@NullMarked
package io.tidings.event.benchmarks.suites;

import org.jspecify.annotations.NullMarked;
