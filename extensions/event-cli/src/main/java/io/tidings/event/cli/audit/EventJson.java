package io.tidings.event.cli.audit;

import io.tidings.event.cli.text.Line;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.StoredEvent;
import java.nio.charset.StandardCharsets;

/** A stored event as one line of JSON. Stateless. */
public final class EventJson {

  private EventJson() {}

  /**
   * Returns the sequence number, the time of storage, more members and the event.
   *
   * @param event the event
   * @param more the text of further members with a trailing comma, or the empty text
   */
  public static String of(StoredEvent event, String more) {
    String json =
        "{\"seq\":"
            + event.seq()
            + ",\"received_at\":\""
            + DomainEventJson.timestamp(event.receivedAt())
            + "\","
            + more
            + "\"event\":"
            + new String(DomainEventJson.standard().write(event.event()), StandardCharsets.UTF_8)
            + "}";
    return Line.of(json).toString();
  }
}
