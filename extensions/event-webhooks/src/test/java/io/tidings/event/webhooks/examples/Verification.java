package io.tidings.event.webhooks.examples;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The lines with which a receiver verifies a delivery, as the guide has them. */
public final class Verification {

  private Verification() {}

  public static boolean isGenuine(String secret, String header, byte[] body, Instant now)
      throws Exception {
    Matcher parts = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})").matcher(header);
    if (!parts.matches()) {
      return false;
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((parts.group(1) + ".").getBytes(StandardCharsets.UTF_8));
    long age = Math.abs(now.getEpochSecond() - Long.parseLong(parts.group(1)));
    return MessageDigest.isEqual(HexFormat.of().parseHex(parts.group(2)), mac.doFinal(body))
        && age <= 300;
  }
}
