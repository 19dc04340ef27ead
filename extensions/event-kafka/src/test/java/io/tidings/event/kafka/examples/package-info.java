/** The examples of the guide and the Javadoc, compiled. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.kafka.examples;
