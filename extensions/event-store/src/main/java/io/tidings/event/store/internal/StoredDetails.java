package io.tidings.event.store.internal;

import io.tidings.event.EventLimits;
import io.tidings.event.json.DomainEventJson;
import java.util.Map;

/** Reader of stored details. Stateless. */
public final class StoredDetails {

  /** Unlimited but for the depth: the limits applied when the event was built. */
  private static final DomainEventJson JSON =
      DomainEventJson.standard()
          .withLimits(
              new EventLimits(
                  EventLimits.GREATEST_DEPTH,
                  Integer.MAX_VALUE,
                  Integer.MAX_VALUE,
                  Integer.MAX_VALUE));

  private StoredDetails() {}

  /**
   * Returns the details.
   *
   * @throws IllegalArgumentException if the text is not an object of details
   */
  public static Map<String, Object> read(String json) {
    return JSON.readDetails(json);
  }
}
