/** Examples of documents, compiled and run. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.measure.examples;
