/** Tests of the demo's script. */
@org.jspecify.annotations.NullMarked
package io.tidings.samples.demo.steps;
