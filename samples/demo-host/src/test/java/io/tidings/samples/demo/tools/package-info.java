/** Tests of the demo's tools. */
@org.jspecify.annotations.NullMarked
package io.tidings.samples.demo.tools;
