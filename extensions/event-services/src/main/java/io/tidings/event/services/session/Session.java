package io.tidings.event.services.session;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Snapshot of a session. Immutable.
 *
 * @param id the session's id
 * @param createdAt the time of creation
 * @param messages its messages in the order of appending, at most {@value #MAX_MESSAGES}
 */
public record Session(String id, Instant createdAt, List<Message> messages) {

  /** The maximum number of messages in a session. */
  public static final int MAX_MESSAGES = 10_000;

  /**
   * Creates a snapshot.
   *
   * @throws IllegalArgumentException if the id is ill-formed or there are too many messages
   */
  public Session {
    Inputs.id(id, "id");
    requireNonNull(createdAt, "createdAt");
    messages = Inputs.list(messages, MAX_MESSAGES, "messages");
  }

  Session with(Message message) {
    List<Message> all = new ArrayList<>(messages.size() + 1);
    all.addAll(messages);
    all.add(message);
    return new Session(id, createdAt, all);
  }
}
