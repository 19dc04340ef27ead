/** Examples of the guide for users of Guava's EventBus. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.benchmarks.examples;
