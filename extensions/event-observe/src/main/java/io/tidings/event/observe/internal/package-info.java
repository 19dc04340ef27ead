/** Handlers and subscriptions that observe others. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.observe.internal;
