/** The output of {@code tidings audit export}. */
package io.tidings.event.cli.export;
