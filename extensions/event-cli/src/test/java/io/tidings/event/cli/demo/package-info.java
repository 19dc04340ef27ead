/** Tests of the demo. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.cli.demo;
