package io.tidings.event.services.session;

import static io.tidings.event.EventType.SESSION_CREATED;
import static io.tidings.event.EventType.SESSION_MESSAGE_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventType;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.host.ConcurrentCalls;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.internal.Inputs;
import java.util.List;
import java.util.stream.IntStream;

class SessionServiceTest {

  private static final String SECRET = "my password is hunter2";

  private static SessionService service(Host host) {
    return new SessionService(host.options(), host.repository("session"));
  }

  @EveryHost
  void session_created_names_the_session_on_top(Host host) {
    SessionService service = service(host);
    Session session = service.create();

    assertThat(service.get(session.id())).isEqualTo(session);
    assertThat(session.messages()).isEmpty();
    host.emitted(SESSION_CREATED);
    host.details(SESSION_CREATED);
    host.assertLatest(
        SESSION_CREATED, event -> assertThat(event.sessionId()).isEqualTo(session.id()));
  }

  @EveryHost
  void appended_message_is_emitted_without_its_text(Host host) {
    SessionService service = service(host);
    String id = service.create().id();
    Message message = service.append(id, MessageRole.USER, SECRET);

    assertThat(service.get(id).messages()).containsExactly(message);
    host.emitted(SESSION_CREATED, SESSION_MESSAGE_SENT);
    host.details(
        SESSION_MESSAGE_SENT,
        "role",
        "user",
        "message_id",
        message.id(),
        "length",
        SECRET.length());
    host.assertLatest(SESSION_MESSAGE_SENT, event -> assertThat(event.sessionId()).isEqualTo(id));
    assertThat(service.get(id).toString()).doesNotContain("hunter2");
  }

  @EveryHost
  void messages_of_many_threads_are_all_kept(Host host) {
    SessionService service = service(host);
    String id = service.create().id();

    List<Message> sent =
        ConcurrentCalls.run(8, index -> service.append(id, MessageRole.ASSISTANT, "no. " + index));

    assertThat(service.get(id).messages()).containsExactlyInAnyOrderElementsOf(sent);
    host.emitted(
        IntStream.rangeClosed(0, 8)
            .mapToObj(i -> i == 0 ? SESSION_CREATED : SESSION_MESSAGE_SENT)
            .toArray(EventType[]::new));
  }

  @EveryHost
  void unknown_and_duplicate_ids_and_endless_texts_are_refused(Host host) {
    SessionService service =
        new SessionService(host.options().withIds(() -> "same"), host.repository("session"));
    service.create();

    assertThatThrownBy(service::create).isInstanceOf(DuplicateIdException.class);
    assertThatThrownBy(() -> service.get("s-0")).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> service.append("s-0", MessageRole.TOOL, ""))
        .isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(
            () -> service.append("same", MessageRole.TOOL, "x".repeat(Inputs.MAX_TEXT + 1)))
        .hasMessageContaining("text");
    host.emitted(SESSION_CREATED);
  }

  @EveryHost
  void a_session_that_is_full_takes_no_more(Host host) {
    Message message = new Message("m", MessageRole.USER, "", host.options().now());
    Session full =
        new Session(
            "s",
            host.options().now(),
            IntStream.range(0, Session.MAX_MESSAGES).mapToObj(i -> message).toList());

    assertThatThrownBy(() -> full.with(message)).hasMessageContaining("at most 10000");
    host.emitted();
  }
}
