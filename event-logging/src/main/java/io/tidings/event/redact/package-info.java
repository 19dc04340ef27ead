/**
 * Redaction of secrets from events before they reach a log, a store or another process.
 *
 * <p>Start at {@link io.tidings.event.redact.Redactor}.
 */
@NullMarked
package io.tidings.event.redact;

import org.jspecify.annotations.NullMarked;
