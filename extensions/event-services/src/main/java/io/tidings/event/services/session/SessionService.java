package io.tidings.event.services.session;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.payload.SessionPayloads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Service that keeps sessions and their messages. No event contains the text of a message.
 *
 * <p>Events are emitted on the calling thread, after the change is saved. Arguments must not be
 * null. Thread-safe.
 */
public final class SessionService {

  private final ServiceOptions options;
  private final Repository<Session> sessions;

  /** Creates a service with an optional bus that keeps its sessions in memory. */
  public SessionService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service. */
  public SessionService(ServiceOptions options, Repository<Session> sessions) {
    this.options = requireNonNull(options, "options");
    this.sessions = requireNonNull(sessions, "sessions");
  }

  /**
   * Creates a session and emits {@code session.created}.
   *
   * @return the new session
   * @throws DuplicateIdException if the source of ids returns a taken id
   * @contract CA-35
   */
  public Session create() {
    String id = options.newId();
    Session session = sessions.create(id, new Session(id, options.now(), List.of()));
    options
        .events()
        .emit(
            EventType.SESSION_CREATED,
            session,
            (event, created) ->
                event
                    .sessionId(created.id())
                    .payload(SessionPayloads.CREATED, new SessionPayloads.Created()));
    return session;
  }

  /**
   * Returns the current state of a session. Emits nothing.
   *
   * @throws UnknownIdException if there is none with the id
   */
  public Session get(String sessionId) {
    return sessions.get(sessionId);
  }

  /**
   * Appends a message and emits {@code session.message_sent}. Concurrent appends are all kept, in
   * some order.
   *
   * @param text the text, at most 1 Mi characters
   * @return the message
   * @throws UnknownIdException if there is no session with the id
   * @throws IllegalArgumentException if the text is too long, or the session has {@value
   *     Session#MAX_MESSAGES} messages
   * @contract CA-36
   */
  public Message append(String sessionId, MessageRole role, String text) {
    Message message = new Message(options.newId(), role, text, options.now());
    sessions.change(sessionId, session -> session.with(message));
    options
        .events()
        .emit(
            EventType.SESSION_MESSAGE_SENT,
            event ->
                event
                    .sessionId(sessionId)
                    .payload(
                        SessionPayloads.MESSAGE_SENT,
                        new SessionPayloads.MessageSent(role.id(), message.id(), text.length())));
    return message;
  }
}
