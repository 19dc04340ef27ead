/** What the guide and the Javadoc show, compiled and run. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.testkit.examples;
