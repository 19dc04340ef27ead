package io.tidings.event.redact;

import static io.tidings.event.testkit.internal.Absent.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.logging.AuditLog;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Components that a payload kind exempts from redaction by name. */
@Contract("RED-09")
class NotSecretTest {

  private static final String TOKEN_OF_A_HOST = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345";

  private static final Map<String, Object> MASKED_PART =
      Map.of("user", "u", "page_token", Redactor.MASK, "password", Redactor.MASK);

  record Part(String user, String pageToken, String password) {}

  record Listed(String pageToken, Part credentials, List<Part> parts, String password) {}

  enum Page implements EventKind {
    LISTED;

    @Override
    public String id() {
      return "page.listed";
    }
  }

  private static final PayloadKind<Listed> PLAIN =
      PayloadKind.builder("page.listed", Listed.class)
          .notSecret("page_token")
          .notSecret("credentials")
          .build();
  private static final PayloadKind<Listed> OVER_CONSTANT =
      PayloadKind.builder(Page.LISTED, Listed.class).notSecret("page_token").build();
  private static final EventCatalog CATALOG = EventCatalog.builder().payload(OVER_CONSTANT).build();

  private static DomainEvent event(PayloadKind<Listed> kind, String pageToken) {
    Part part = new Part("u", "next-9", "hunter2");
    return DomainEvent.builder(kind, new Listed(pageToken, part, List.of(part), "hunter2")).build();
  }

  @Test
  void exempt_component_of_a_payload_kind_is_shown() {
    DomainEvent shown = Redactor.standard().redact(event(PLAIN, "next-7"));

    assertThat(shown.details())
        .isEqualTo(
            Map.of(
                "page_token",
                "next-7",
                "credentials",
                MASKED_PART,
                "parts",
                List.of(MASKED_PART),
                "password",
                Redactor.MASK));
  }

  @Test
  void token_in_an_exempt_component_is_masked() {
    DomainEvent shown = Redactor.standard().redact(event(PLAIN, TOKEN_OF_A_HOST));

    assertThat(shown.details()).containsEntry("page_token", Redactor.MASK);
  }

  @Test
  void kind_of_a_constant_is_found_in_the_catalogue() {
    DomainEvent event = event(OVER_CONSTANT, "next-7");

    assertThat(event.kind()).isSameAs(Page.LISTED);
    assertThat(Redactor.standard().redact(event).details())
        .containsEntry("page_token", Redactor.MASK);
    assertThat(Redactor.standard().withCatalog(CATALOG).redact(event).details())
        .containsEntry("page_token", "next-7")
        .containsEntry("password", Redactor.MASK)
        .containsEntry("credentials", Redactor.MASK);
  }

  @Test
  void event_that_was_read_back_is_found_by_id() {
    DomainEventJson json = DomainEventJson.standard();
    DomainEvent read = json.read(json.write(event(OVER_CONSTANT, "next-7")));

    assertThat(Redactor.standard().withCatalog(CATALOG).redact(read).details())
        .containsEntry("page_token", "next-7");
  }

  @Test
  void payload_kind_in_the_catalogue_replaces_the_events_own() {
    DomainEvent event = event(PLAIN, "next-7");
    EventCatalog strict =
        EventCatalog.builder().payload(PayloadKind.of("page.listed", Listed.class)).build();

    assertThat(Redactor.standard().withCatalog(strict).redact(event).details())
        .containsEntry("page_token", Redactor.MASK);
  }

  @Test
  void other_kinds_have_no_exemption() {
    DomainEvent other =
        DomainEvent.root(EventKind.of("page.other")).detail("page_token", "x").build();

    assertThat(Redactor.standard().withCatalog(CATALOG).redact(other).details())
        .containsEntry("page_token", Redactor.MASK);
  }

  @Test
  void keys_and_rules_of_the_host_take_precedence() {
    Redactor redactor = Redactor.standard().withCatalog(CATALOG);
    DomainEvent event = event(OVER_CONSTANT, "next-7");

    for (Redactor strict :
        List.of(
            redactor.maskingKeys("page token"),
            Redactor.standard().maskingKeys("page token").withCatalog(CATALOG),
            redactor.maskingPath("page_token"),
            redactor.with((kind, path, value) -> Redactor.MASK))) {
      assertThat(strict.redact(event).details()).containsEntry("page_token", Redactor.MASK);
    }
    assertThat(redactor.keepingKeys("x").redact(event).details())
        .containsEntry("page_token", "next-7");
  }

  @Test
  void sink_with_the_redactor_shows_the_component() {
    AuditLog log = AuditLog.create(1, Redactor.standard().withCatalog(CATALOG));
    DomainEvent event =
        EventFactory.standard()
            .withCatalog(CATALOG)
            .builder(PayloadKind.of("page.listed", Listed.class), listed())
            .build();
    log.onEvent(event);

    assertThat(log.snapshot().get(0).details()).containsEntry("page_token", "next-7");
  }

  private static Listed listed() {
    Part part = new Part("u", "next-9", "hunter2");
    return new Listed("next-7", part, List.of(), "hunter2");
  }

  @Test
  void null_catalogue_is_rejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> Redactor.standard().withCatalog(absent()))
        .withMessage("catalog");
  }
}
