package io.tidings.event.store.spi;

import io.tidings.event.store.StoreException;

/**
 * A right that one owner has at a time, kept in the trail's database: each {@link
 * StoreDatabase#lease} is another owner. Where its owner has gone without a word it ends by itself.
 * Thread-safe.
 */
public interface StoreLease {

  /**
   * Takes the right, or keeps it for its time from now on.
   *
   * @return whether this owner has it
   * @throws StoreException if the database refuses, or the store only reads
   */
  boolean take();

  /**
   * Gives the right back.
   *
   * @return whether this owner had it
   * @throws StoreException if the database refuses, or the store only reads
   */
  boolean release();
}
