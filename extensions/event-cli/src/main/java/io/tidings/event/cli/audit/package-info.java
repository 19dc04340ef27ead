/** The output of {@code tidings audit}. */
package io.tidings.event.cli.audit;
