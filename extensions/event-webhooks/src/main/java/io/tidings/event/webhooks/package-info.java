/**
 * Webhooks: what the trail holds is told to those who subscribed, by signed requests.
 *
 * <p>Start at {@link io.tidings.event.webhooks.WebhookDispatcher}, which delivers; {@link
 * io.tidings.event.webhooks.WebhookStore} keeps who subscribed, and what became of each delivery.
 */
@NullMarked
package io.tidings.event.webhooks;

import org.jspecify.annotations.NullMarked;
