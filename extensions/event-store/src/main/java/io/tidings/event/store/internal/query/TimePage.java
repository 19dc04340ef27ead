package io.tidings.event.store.internal.query;

import org.jspecify.annotations.Nullable;

/**
 * The order of a page by time, and where it starts. Immutable.
 *
 * @param isDescending whether the newest come first
 * @param limit the greatest number of events, or null
 * @param beyond the last event of the page before, or null
 */
public record TimePage(boolean isDescending, @Nullable Long limit, @Nullable Last beyond) {

  /**
   * The last event of a page. Immutable.
   *
   * @param time its time
   * @param id its id
   * @param project its project, empty for none, or null if any
   */
  public record Last(long time, String id, @Nullable String project) {}

  String order() {
    String direction = isDescending ? " DESC" : "";
    return " ORDER BY timestamp%1$s, event_id%1$s, project%1$s".formatted(direction);
  }
}
