package io.tidings.event.webhooks;

/**
 * What a receiver answered. Immutable.
 *
 * @param status the status code
 * @param body the beginning of the body, as text
 */
record HttpResponse(int status, String body) {}
