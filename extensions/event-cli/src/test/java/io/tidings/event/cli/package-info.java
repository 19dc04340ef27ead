/** Tests of the commands. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.cli;
