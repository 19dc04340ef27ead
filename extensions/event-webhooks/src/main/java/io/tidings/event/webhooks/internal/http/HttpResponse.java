package io.tidings.event.webhooks.internal.http;

/**
 * The response of a receiver. Immutable.
 *
 * @param status the status code
 * @param body the beginning of the body, as text
 */
public record HttpResponse(int status, String body) {}
