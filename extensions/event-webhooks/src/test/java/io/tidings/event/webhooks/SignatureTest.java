package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The signature against values that OpenSSL has computed: {@code printf '%s' 'T.BODY' | openssl
 * dgst -sha256 -hmac 'SECRET'}.
 */
class SignatureTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final byte[] BODY = bytes("{\"a\":1}");
  private static final String SIGNED = WebhookSignature.sign("s3cret-key", NOW, BODY);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Contract("WEB-09")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s3cret-key | 1767225600 | {\"a\":1} |"
            + " 8ee6ba4f776c37a7b40d5272c15aa2eba846e0fc02af57e8a335d85c64d645f0",
        "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4 | 0 | {} |"
            + " eeff45986b4275c0632008a3b80484976a05b02d0a71f6ae00baef5b14ebb0cf",
        "a secret with blanks | 253402300799 | {\"name\":\"Grüße, 世界\"} |"
            + " 2cb5702013efc2e2142683b22658e863e52b5694201d5a93d5cb9e166cd611ba"
      })
  void a_signature_is_the_one_that_openssl_computes(
      String secret, long seconds, String body, String hex) {
    assertThat(WebhookSignature.sign(secret, Instant.ofEpochSecond(seconds), bytes(body)))
        .isEqualTo("t=" + seconds + ",v1=" + hex);
  }

  @Contract("WEB-09")
  @Test
  void what_was_signed_is_verified() {
    assertThat(WebhookSignature.verify("s3cret-key", SIGNED, BODY, NOW, FIVE_MINUTES)).isTrue();
  }

  @Contract("WEB-09")
  @Test
  void another_body_secret_or_time_is_not() {
    String later = SIGNED.replace("t=1767225600", "t=1767225601");

    assertThat(verify(SIGNED, bytes("{\"a\":2}"), "s3cret-key", NOW)).isFalse();
    assertThat(verify(SIGNED, BODY, "s3cret-kez", NOW)).isFalse();
    assertThat(later).isNotEqualTo(SIGNED);
    assertThat(verify(later, BODY, "s3cret-key", NOW)).isFalse();
  }

  @Test
  void clocks_may_be_apart_as_far_as_tolerated_and_no_further() {
    assertThat(verify(SIGNED, BODY, "s3cret-key", NOW.plus(FIVE_MINUTES))).isTrue();
    assertThat(verify(SIGNED, BODY, "s3cret-key", NOW.minus(FIVE_MINUTES))).isTrue();
    assertThat(verify(SIGNED, BODY, "s3cret-key", NOW.plus(FIVE_MINUTES).plusSeconds(1))).isFalse();
    assertThat(verify(SIGNED, BODY, "s3cret-key", NOW.minus(FIVE_MINUTES).minusSeconds(1)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "t=1", "v1=00", "t=x,v1=00", "t=99999999999999999999,v1=00", "t=1,v1=zz"})
  void what_is_no_signature_is_not_verified(String header) {
    assertThat(verify(header, BODY, "s3cret-key", NOW)).isFalse();
  }

  private static boolean verify(String header, byte[] body, String secret, Instant now) {
    return WebhookSignature.verify(secret, header, body, now, FIVE_MINUTES);
  }
}
