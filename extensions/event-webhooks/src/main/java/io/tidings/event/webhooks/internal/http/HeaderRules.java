package io.tidings.event.webhooks.internal.http;

import java.util.Collections;
import java.util.LinkedHashMap;
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

  /** Headers set by this library, and headers that route or frame a request. */
  private static final Set<String> RESERVED =
      Set.of(
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "forwarded",
          "host",
          "http2-settings",
          "idempotency-key",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

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

  /** Returns whether a subscription cannot set a header, because this library sets it. */
  public static boolean isReserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return RESERVED.contains(lower) || lower.startsWith("x-tidings-");
  }
}
