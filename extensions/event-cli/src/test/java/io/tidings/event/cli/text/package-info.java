/** Tests of how text comes to a reader. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.cli.text;
