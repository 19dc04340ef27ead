package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.webhooks.internal.http.RequestSignature;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signature of a delivery, {@code t=SECONDS,v1=HEX}: HEX is the HMAC-SHA256, with the
 * subscription's secret, of the seconds since 1970, a full stop and the body as sent. Stateless and
 * thread-safe.
 *
 * @contract WEB-09
 */
public final class WebhookSignature {

  /** The header that carries the signature. */
  public static final String HEADER = RequestSignature.HEADER;

  private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

  private WebhookSignature() {}

  /**
   * Returns the signature of a body sent at a time, cut to whole seconds.
   *
   * @throws NullPointerException if an argument is null
   */
  public static String sign(String secret, Instant time, byte[] body) {
    return RequestSignature.sign(
        requireNonNull(secret, "secret"),
        requireNonNull(time, "time"),
        requireNonNull(body, "body"));
  }

  /**
   * Returns whether a signature matches the body and the secret, and its time is within the
   * tolerance, so that a recorded request cannot be replayed later. An ill-formed header returns
   * false. The comparison takes constant time.
   *
   * @param header the value of {@value #HEADER}
   * @param now the current time
   * @param tolerance the maximum difference between the signature's time and {@code now}, in either
   *     direction; some minutes, to cover clock skew and transmission
   * @throws NullPointerException if an argument is null
   */
  public static boolean verify(
      String secret, String header, byte[] body, Instant now, Duration tolerance) {
    requireNonNull(secret, "secret");
    requireNonNull(body, "body");
    requireNonNull(tolerance, "tolerance");
    Matcher form = FORM.matcher(requireNonNull(header, "header"));
    requireNonNull(now, "now");
    if (!form.matches()) {
      return false;
    }
    long seconds = Long.parseLong(form.group(1));
    byte[] signature = HexFormat.of().parseHex(form.group(2));
    Duration age = Duration.between(Instant.ofEpochSecond(seconds), now).abs();
    return MessageDigest.isEqual(signature, RequestSignature.hash(secret, seconds, body))
        && age.compareTo(tolerance) <= 0;
  }
}
