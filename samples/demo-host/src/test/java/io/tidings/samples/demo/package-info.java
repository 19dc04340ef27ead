/** Tests of the demo. */
@org.jspecify.annotations.NullMarked
package io.tidings.samples.demo;
