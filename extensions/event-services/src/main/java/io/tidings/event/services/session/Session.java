package io.tidings.event.services.session;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A session as it is at one moment. Immutable.
 *
 * @param id its id
 * @param createdAt when it was created
 * @param messages its messages in the order they were appended, at most {@value #MAX_MESSAGES}
 */
public record Session(String id, Instant createdAt, List<Message> messages) {

  /** How many messages a session can have. */
  public static final int MAX_MESSAGES = 10_000;

  /**
   * Creates it.
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
