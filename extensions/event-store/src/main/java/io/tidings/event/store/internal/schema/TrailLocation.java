package io.tidings.event.store.internal.schema;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.spi.StoreTables;
import java.util.List;

/** The location of an existing or a new trail. */
public interface TrailLocation {

  /**
   * Opens the trail, creates it unless the settings are read-only, and migrates it to the newest
   * version.
   *
   * @throws RuntimeException of the settings' failure factory if that is not possible
   */
  Database open(StoreSettings settings);

  /**
   * Returns the statements that create the trail without a store, in order.
   *
   * @param version the version of the schema
   * @param extensions tables that follow those of the newest version
   * @throws IllegalArgumentException if there is no such version
   */
  List<String> ddl(int version, List<StoreTables> extensions);
}
