/** Slice of a test with a recording bus. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.test;
