/** Tests of the test kit. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.testkit;
