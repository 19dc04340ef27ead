package io.tidings.event.measure;

import java.util.Collection;

/** Look-up of a caller's sites, implemented by the host. A site is a project of the trail. */
@FunctionalInterface
public interface SiteSource {

  /** Returns the ids of a caller's sites; empty if there are none. */
  Collection<String> sites(String caller);
}
