package io.tidings.event.store.internal.schema;

import io.tidings.event.store.internal.Database;

/** The location of an existing or a new trail. */
@FunctionalInterface
public interface TrailLocation {

  /**
   * Opens the trail, creates it unless the settings are read-only, and migrates it to the newest
   * version.
   *
   * @throws RuntimeException of the settings' failure factory if that is not possible
   */
  Database open(StoreSettings settings);
}
