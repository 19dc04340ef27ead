package io.tidings.event.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidings.event.DomainEvent;
import io.tidings.event.PayloadKind;
import io.tidings.event.RedactedDetailException;
import org.junit.jupiter.api.Test;

/** Payloads of redacted events. */
class RedactedPayloadTest {

  record Login(String user, String password) {}

  private static final PayloadKind<Login> LOGIN = PayloadKind.of("login.done", Login.class);

  @Test
  void masked_component_is_not_decoded_and_no_payload_is_carried() {
    DomainEvent event = DomainEvent.builder(LOGIN, new Login("u", "s3cret")).build();
    DomainEvent redacted = Redactor.standard().redact(event);

    assertThat(redacted.details()).containsEntry("password", Redactor.MASK);
    assertThatExceptionOfType(RedactedDetailException.class)
        .isThrownBy(() -> redacted.payload(LOGIN))
        .withMessageContaining("details[\"password\"]")
        .withMessageNotContaining("s3cret");
    assertThat(event.payload(LOGIN).password()).isEqualTo("s3cret");
  }
}
