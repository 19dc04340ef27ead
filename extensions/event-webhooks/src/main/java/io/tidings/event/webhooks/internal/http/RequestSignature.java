package io.tidings.event.webhooks.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 of a time and a body. Stateless. */
public final class RequestSignature {

  /** The header that carries the signature. */
  public static final String HEADER = "X-Tidings-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private RequestSignature() {}

  /** Returns the value of {@value #HEADER} for a body sent at a time. */
  public static String sign(String secret, Instant time, byte[] body) {
    long seconds = time.getEpochSecond();
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hash(secret, seconds, body));
  }

  /** Returns the HMAC of the seconds, a full stop and the body. */
  public static byte[] hash(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
