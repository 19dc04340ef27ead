package io.tidings.event.store.spi;

/**
 * A lease in the trail's database, which one owner holds at a time until it is released or expires.
 * Each {@link StoreDatabase#lease} is another owner. Thread-safe.
 */
public interface StoreLease {

  /**
   * Takes the lease, or renews it for its full time.
   *
   * @return whether this owner holds it now
   * @throws io.tidings.event.store.StoreException if the database fails, or the store is read-only
   * @throws IllegalStateException if it is called within {@link StoreDatabase#write}
   */
  boolean take();

  /**
   * Releases the lease. Has no effect if another owner holds it.
   *
   * @return whether this owner held it
   * @throws io.tidings.event.store.StoreException if the database fails, or the store is read-only
   * @throws IllegalStateException if it is called within {@link StoreDatabase#write}
   */
  boolean release();
}
