/**
 * Webhooks: signed HTTP deliveries of stored events to subscriptions.
 *
 * <p>Start at {@link io.tidings.event.webhooks.WebhookDispatcher}, which sends deliveries; {@link
 * io.tidings.event.webhooks.WebhookStore} manages subscriptions and returns recorded deliveries.
 */
@NullMarked
package io.tidings.event.webhooks;

import org.jspecify.annotations.NullMarked;
