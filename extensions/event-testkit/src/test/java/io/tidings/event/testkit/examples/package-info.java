/** Examples of the guide and of the Javadoc, compiled and run. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.testkit.examples;
