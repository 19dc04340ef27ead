/**
 * Races of two threads on one asynchronous subscription, repeated by jcstress: {@code bin/stress}.
 * Each race has a negative control: the same race on the engine with one seeded mistake, whose
 * outcome must be observed. Start at {@link io.tidings.event.benchmarks.stress.Stress}.
 */
@NullMarked
package io.tidings.event.benchmarks.stress;

import org.jspecify.annotations.NullMarked;
