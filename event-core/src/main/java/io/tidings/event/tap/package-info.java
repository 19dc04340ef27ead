/**
 * Parts that any bus, log or store can use: write-behind for any tap, redaction of secrets, an
 * audit log in memory, and the selector of the kinds that matter to security.
 *
 * <p>Start at {@link io.tidings.event.tap.AsyncTap}.
 */
@NullMarked
package io.tidings.event.tap;

import org.jspecify.annotations.NullMarked;
