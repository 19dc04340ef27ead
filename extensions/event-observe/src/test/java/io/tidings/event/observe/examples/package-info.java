/** The examples of the Javadoc and the guide, compiled. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.observe.examples;
