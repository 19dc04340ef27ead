/** How the answers of {@code tidings audit} look. */
package io.tidings.event.cli.audit;
