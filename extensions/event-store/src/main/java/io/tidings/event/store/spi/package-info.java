/**
 * For those who keep tables of their own beside a trail, in its database: {@link
 * io.tidings.event.store.spi.StoreDatabase}, which {@link
 * io.tidings.event.store.EventStore#database} gives. Hosts that only append and ask need none of
 * it.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.spi;
