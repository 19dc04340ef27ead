package io.tidings.event.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of a delivery: 32 hexadecimal digits that follow from project, subscription and event, so
 * that a delivery made anew is the same delivery (WEB-17). Stateless.
 */
final class DeliveryId {

  private static final int DIGITS = 32;

  private DeliveryId() {}

  static String of(String project, String subscriptionId, String eventId) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {project, subscriptionId, eventId}) {
        digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
