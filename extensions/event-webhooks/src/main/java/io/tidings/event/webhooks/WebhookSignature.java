package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a delivery: {@code t=SECONDS,v1=HEX}, where HEX is the HMAC-SHA256, with the
 * subscription's secret, of the seconds since 1970, a full stop and the body as it was sent
 * (WEB-09). Stateless.
 */
public final class WebhookSignature {

  /** The header with the signature. */
  public static final String HEADER = "X-Tidings-Signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

  private WebhookSignature() {}

  /** Returns the signature of a body at a time. */
  public static String sign(String secret, Instant time, byte[] body) {
    long seconds = requireNonNull(time, "time").getEpochSecond();
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hash(secret, seconds, body));
  }

  /**
   * Tells whether a signature is of a body and a secret, and not older or newer than tolerated: a
   * request that somebody has kept and sends again later is refused. Takes as long for one wrong
   * signature as for another.
   *
   * @param header the value of {@value #HEADER}
   * @param tolerance how far the clocks may be apart, and the request be under way; some minutes
   */
  public static boolean verify(
      String secret, String header, byte[] body, Instant now, Duration tolerance) {
    Matcher form = FORM.matcher(requireNonNull(header, "header"));
    if (!form.matches()) {
      return false;
    }
    long seconds = Long.parseLong(form.group(1));
    byte[] given = HexFormat.of().parseHex(form.group(2));
    Duration apart = Duration.between(Instant.ofEpochSecond(seconds), now).abs();
    return MessageDigest.isEqual(given, hash(secret, seconds, body))
        && apart.compareTo(tolerance) <= 0;
  }

  private static byte[] hash(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(
          new SecretKeySpec(
              requireNonNull(secret, "secret").getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(requireNonNull(body, "body"));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
