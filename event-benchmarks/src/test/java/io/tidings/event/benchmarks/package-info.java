@NullMarked
package io.tidings.event.benchmarks;

import org.jspecify.annotations.NullMarked;
