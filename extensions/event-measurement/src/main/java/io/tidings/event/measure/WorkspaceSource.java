package io.tidings.event.measure;

import io.tidings.event.store.EventStore;
import io.tidings.event.store.spi.TrailCounts;
import java.util.Collection;

/** List of all workspaces, implemented by the host. Called once per activation query. */
@FunctionalInterface
public interface WorkspaceSource {

  /** Returns the ids of all workspaces; duplicates are ignored. */
  Collection<String> workspaces();

  /**
   * Returns the workspaces named by events of a trail, read at each call. For hosts without a list
   * of their own: a workspace without any event is missing.
   */
  static WorkspaceSource namedIn(EventStore trail) {
    TrailCounts counts = trail.database().platformCounts();
    return () -> counts.values(TrailCounts.Dimension.WORKSPACE);
  }
}
