package io.tidings.event.measure;

import java.util.Collection;

/** Knows which sites are a caller's; a host's. A site is a project of the trail. */
@FunctionalInterface
public interface SiteSource {

  /** Returns the ids of the sites of a caller, none if there are none. */
  Collection<String> sites(String caller);
}
