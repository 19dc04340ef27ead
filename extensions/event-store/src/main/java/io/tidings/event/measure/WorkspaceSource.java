package io.tidings.event.measure;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.StoreDatabase;
import java.util.Collection;

/** Knows which workspaces there are; a host's. */
@FunctionalInterface
public interface WorkspaceSource {

  /** Returns the ids of all workspaces. */
  Collection<String> workspaces();

  /**
   * Returns the workspaces that events of a trail name. For those who have no other list: a
   * workspace in which nothing ever happened is not among them.
   */
  static WorkspaceSource namedIn(EventStore trail) {
    StoreDatabase sql = trail.database();
    return () ->
        Rows.list(
            sql,
            Select.of(IndexSkips.values("workspace_id") + " ORDER BY 1"),
            rows -> rows.getString(1));
  }
}
