package io.tidings.event.webhooks.internal.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Validation of the request headers of a subscription. Stateless. */
public final class HeaderRules {

  static final int MAX_HEADERS = 32;
  static final int MAX_VALUE = 2_000;

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern VALUE =
      Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e\\t]*[\\x21-\\x7e])?");

  /**
   * Headers set by this library, and headers that route or frame a request, change its method or
   * the coding of the response, or state something about a body that the subscription cannot know.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "accept-encoding",
          "accept-signature",
          "alt-used",
          "authorization",
          "connection",
          "digest",
          "expect",
          "forwarded",
          "host",
          "http2-settings",
          "idempotency-key",
          "keep-alive",
          "max-forwards",
          "repr-digest",
          "signature",
          "signature-input",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "via",
          "x-method-override",
          "x-original-url",
          "x-real-ip",
          "x-rewrite-url");

  /** Beginnings of reserved names. */
  private static final List<String> RESERVED_PREFIXES =
      List.of("content-", "proxy-", "sec-", "x-forwarded-", "x-http-method", "x-tidings-");

  private HeaderRules() {}

  /**
   * Returns an immutable copy of valid headers.
   *
   * @throws IllegalArgumentException if there are too many, or a name or value is ill-formed
   */
  public static Map<String, String> copyOf(Map<String, String> headers) {
    if (headers.size() > MAX_HEADERS) {
      throw new IllegalArgumentException("headers must have at most " + MAX_HEADERS + " entries");
    }
    headers.forEach(HeaderRules::require);
    return Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  private static void require(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "headers: a name must be 1 to 128 letters, digits or hyphens, without blanks or colons");
    }
    if (value.length() > MAX_VALUE || !isValue(value)) {
      throw new IllegalArgumentException(
          "headers: the value of "
              + name
              + " must be 1 to "
              + MAX_VALUE
              + " visible ASCII characters, without line breaks");
    }
  }

  /** Returns whether a text is a valid header value. */
  public static boolean isValue(String value) {
    return VALUE.matcher(value).matches();
  }

  /**
   * Returns whether a subscription cannot set a header. An underscore counts as a hyphen, since
   * gateways convert both to the same variable.
   */
  public static boolean isReserved(String name) {
    String canonical = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return RESERVED.contains(canonical)
        || RESERVED_PREFIXES.stream().anyMatch(canonical::startsWith);
  }
}
