package io.tidings.event.store;

/** Where a trail lies, or is to lie. */
@FunctionalInterface
interface Site {

  /**
   * Finds the trail, makes it where that is asked for, and brings it to the newest version.
   *
   * @throws StoreException if that cannot be done
   */
  Database open(Settings settings);
}
