package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;

/** Payloads of the session events, whose session id is a part of the event. */
public final class SessionPayloads {

  public static final PayloadKind<Created> CREATED =
      PayloadKind.of(EventType.SESSION_CREATED, Created.class);

  public static final PayloadKind<MessageSent> MESSAGE_SENT =
      PayloadKind.of(EventType.SESSION_MESSAGE_SENT, MessageSent.class);

  private SessionPayloads() {}

  /** Payload of {@code session.created}, which has no details. */
  @Description("A session was created.")
  public record Created() {}

  /** Payload of {@code session.message_sent}. */
  @Description("A message was appended to a session. The event does not contain its text.")
  public record MessageSent(
      @Description("The role of the sender: system, user, assistant or tool.") String role,
      String messageId,
      @Description("The length of the message in characters.") int length) {}
}
