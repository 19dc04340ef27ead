/** The commands and their options. Start at {@link io.tidings.event.cli.Tidings}. */
package io.tidings.event.cli;
