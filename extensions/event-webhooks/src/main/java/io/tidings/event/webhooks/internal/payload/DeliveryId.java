package io.tidings.event.webhooks.internal.payload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of a delivery: 32 hexadecimal digits derived from project, subscription and event, so that
 * a repeated delivery has the same id. Stateless.
 *
 * @contract WEB-17
 */
public final class DeliveryId {

  private static final int DIGITS = 32;

  private DeliveryId() {}

  /** Returns the id of the delivery of an event to a subscription. */
  public static String of(String project, String subscriptionId, String eventId) {
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
