/**
 * Interfaces for extensions that keep tables of their own in the trail's database; start at {@link
 * io.tidings.event.store.spi.StoreDatabase}. Hosts that only append and query do not need them.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.store.spi;
