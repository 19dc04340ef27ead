/** Tests of exports. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.cli.export;
