package io.tidings.event.webhooks.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reserved names of headers, in any writing. */
class HeaderRulesTest {

  @Contract("WEB-11")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "Connection",
        "Keep-Alive",
        "Transfer-Encoding",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "HTTP2-Settings",
        "Content-Length",
        "Content-Type",
        "Content-Encoding",
        "Content-MD5",
        "Content-Digest",
        "Content-Range",
        "Content-Location",
        "Content-Language",
        "Content-Disposition",
        "Digest",
        "Repr-Digest",
        "Signature",
        "Signature-Input",
        "Accept-Signature",
        "Accept-Encoding",
        "Authorization",
        "Proxy-Authorization",
        "Proxy-Connection",
        "Proxy-Authenticate",
        "Forwarded",
        "Via",
        "Max-Forwards",
        "Alt-Used",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Real-IP",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-HTTP-Method-Override",
        "X-HTTP-Method",
        "X-Method-Override",
        "Sec-Fetch-Site",
        "Idempotency-Key",
        "User-Agent",
        "X-Tidings-Signature"
      })
  void header_of_the_library_or_of_the_transport_is_reserved(String name) {
    assertThat(HeaderRules.isReserved(name)).isTrue();
    assertThat(HeaderRules.isReserved(name.toUpperCase(Locale.ROOT))).isTrue();
    assertThat(HeaderRules.isReserved(name.toLowerCase(Locale.ROOT).replace('-', '_'))).isTrue();
  }

  @Contract("WEB-11")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Api-Key",
        "X-Team",
        "Accept",
        "Cookie",
        "X-Hub-Signature-256",
        "Contents",
        "Date"
      })
  void other_header_is_not_reserved(String name) {
    assertThat(HeaderRules.isReserved(name)).isFalse();
  }
}
