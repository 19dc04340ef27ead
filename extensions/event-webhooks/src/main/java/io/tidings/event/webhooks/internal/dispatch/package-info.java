/** Delivery of stored events: queues per subscription, attempts, retries and outcomes. */
@NullMarked
package io.tidings.event.webhooks.internal.dispatch;

import org.jspecify.annotations.NullMarked;
