package io.tidings.event.services.session;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;

/**
 * A message of a session. Immutable. Its text is shown neither in events nor by {@code toString}.
 *
 * @param id its id
 * @param role who speaks
 * @param text what is said, at most 1 Mi characters
 * @param sentAt when it was appended
 */
public record Message(String id, MessageRole role, String text, Instant sentAt) {

  /** Creates it; no part may be null. */
  public Message {
    Inputs.id(id, "id");
    requireNonNull(role, "role");
    Inputs.text(text, "text");
    requireNonNull(sentAt, "sentAt");
  }

  @Override
  public String toString() {
    return "Message[id=%s, role=%s, %s characters]".formatted(id, role.id(), text.length());
  }
}
