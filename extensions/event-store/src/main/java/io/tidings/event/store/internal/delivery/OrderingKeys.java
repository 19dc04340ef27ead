package io.tidings.event.store.internal.delivery;

import io.tidings.event.store.spi.StorableText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The stored form of ordering keys, which has a limited length. Stateless. */
final class OrderingKeys {

  private static final int LONGEST = 300;

  private OrderingKeys() {}

  /** Returns a key as it is stored; a long one as its digest. */
  static String storable(String key) {
    return key.length() <= LONGEST ? StorableText.of(key) : digest(key);
  }

  private static String digest(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return "sha256 "
          + HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
