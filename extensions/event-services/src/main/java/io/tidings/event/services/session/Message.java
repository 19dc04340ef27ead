package io.tidings.event.services.session;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;

/**
 * Message of a session. Immutable. Neither events nor {@code toString} contain its text.
 *
 * @param id the message's id
 * @param role the role of the sender
 * @param text the text, at most 1 Mi characters
 * @param sentAt the time when it was appended
 */
public record Message(String id, MessageRole role, String text, Instant sentAt) {

  /**
   * Creates a message; no part may be null.
   *
   * @throws IllegalArgumentException if the id is ill-formed or the text too long
   */
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
