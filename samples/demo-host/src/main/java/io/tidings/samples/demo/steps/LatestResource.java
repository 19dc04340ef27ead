package io.tidings.samples.demo.steps;

import io.tidings.event.services.Repository;
import io.tidings.event.services.resource.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A repository of the last registered resource only. The survey registers a file, reads it and
 * continues, so its memory does not grow with the number of files. Confined to one thread.
 */
final class LatestResource implements Repository<Resource> {

  private @Nullable Resource last;

  @Override
  public @Nullable Resource find(String id) {
    return last != null && last.id().equals(id) ? last : null;
  }

  @Override
  public boolean add(String id, Resource value) {
    last = value;
    return true;
  }

  @Override
  public boolean replace(String id, Resource current, Resource next) {
    boolean isCurrent = current.equals(find(id));
    last = isCurrent ? next : last;
    return isCurrent;
  }

  @Override
  public boolean remove(String id) {
    boolean isKnown = find(id) != null;
    last = isKnown ? null : last;
    return isKnown;
  }
}
