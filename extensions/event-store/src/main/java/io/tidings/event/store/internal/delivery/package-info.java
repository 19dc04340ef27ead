/** Consumers of durable deliveries, their tables and their memory. Not exported. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.internal.delivery;
