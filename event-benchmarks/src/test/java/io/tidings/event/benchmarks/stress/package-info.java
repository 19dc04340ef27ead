@NullMarked
package io.tidings.event.benchmarks.stress;

import org.jspecify.annotations.NullMarked;
