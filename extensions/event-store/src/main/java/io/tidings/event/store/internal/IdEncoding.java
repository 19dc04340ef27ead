package io.tidings.event.store.internal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The encoding of ids as bytes, which every id and its bytes have one of. Stateless.
 *
 * <ul>
 *   <li>a canonical ULID (26 upper-case characters) is its 16 bytes;
 *   <li>a canonical UUID (36 lower-case characters) is 0x01 and its 16 bytes;
 *   <li>any other id is 0x02 and its ASCII characters, followed by 0x00 if those are 15, so that
 *       its length is never that of a ULID.
 * </ul>
 *
 * <p>Bytes of ids of one form compare as the ids do.
 */
public final class IdEncoding {

  /** The digits of a ULID, in order. */
  public static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** The tag of a UUID. */
  public static final byte UUID_TAG = 1;

  /** The tag of any other id. */
  public static final byte TEXT_TAG = 2;

  /** The number of bytes of a ULID. */
  public static final int ULID_BYTES = 16;

  private static final int ULID_LENGTH = 26;
  private static final int UUID_LENGTH = 36;
  private static final int DIGIT_BITS = 5;
  private static final byte[] ULID_VALUES = values(ULID_DIGITS);
  private static final byte[] HEX_VALUES = values("0123456789abcdef");
  private static final HexFormat HEX = HexFormat.of();

  private IdEncoding() {}

  private static byte[] values(String digits) {
    byte[] values = new byte[128];
    java.util.Arrays.fill(values, (byte) -1);
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** Returns the bytes of an id, which is 1 to 128 visible ASCII characters. */
  public static byte[] encode(String id) {
    byte[] bytes =
        switch (id.length()) {
          case ULID_LENGTH -> ulid(id);
          case UUID_LENGTH -> uuid(id);
          default -> null;
        };
    return bytes == null ? text(id) : bytes;
  }

  private static byte @org.jspecify.annotations.Nullable [] ulid(String id) {
    if (id.charAt(0) > '7') {
      return null;
    }
    byte[] bytes = new byte[ULID_BYTES];
    // 130 bits: the first digit has three.
    long bits = 0;
    int held = -2;
    int next = 0;
    for (int i = 0; i < ULID_LENGTH; i++) {
      char c = id.charAt(i);
      byte value = c < ULID_VALUES.length ? ULID_VALUES[c] : -1;
      if (value < 0) {
        return null;
      }
      bits = (bits << DIGIT_BITS) | value;
      held += DIGIT_BITS;
      if (held >= Byte.SIZE) {
        held -= Byte.SIZE;
        bytes[next++] = (byte) (bits >> held);
      }
    }
    return bytes;
  }

  private static byte @org.jspecify.annotations.Nullable [] uuid(String id) {
    byte[] bytes = new byte[1 + ULID_BYTES];
    bytes[0] = UUID_TAG;
    int digits = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = id.charAt(i);
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return null;
        }
        continue;
      }
      byte value = c < HEX_VALUES.length ? HEX_VALUES[c] : -1;
      if (value < 0) {
        return null;
      }
      bytes[1 + digits / 2] |= (byte) (digits % 2 == 0 ? value << 4 : value);
      digits++;
    }
    return bytes;
  }

  private static byte[] text(String id) {
    int length = id.length();
    byte[] bytes = new byte[1 + length + (1 + length == ULID_BYTES ? 1 : 0)];
    bytes[0] = TEXT_TAG;
    byte[] characters = id.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(characters, 0, bytes, 1, length);
    return bytes;
  }

  /**
   * Returns the id of some bytes.
   *
   * @throws IllegalArgumentException if they are the bytes of no id
   */
  public static String decode(byte[] bytes) {
    if (bytes.length == ULID_BYTES) {
      return ulid(bytes);
    }
    if (bytes.length == 1 + ULID_BYTES && bytes[0] == UUID_TAG) {
      return uuid(bytes);
    }
    if (bytes.length < 2 || bytes[0] != TEXT_TAG) {
      throw new IllegalArgumentException("an id has the unknown form " + HEX.formatHex(bytes));
    }
    boolean padded = bytes.length == 1 + ULID_BYTES && bytes[ULID_BYTES] == 0;
    int length = bytes.length - 1 - (padded ? 1 : 0);
    return new String(bytes, 1, length, StandardCharsets.US_ASCII);
  }

  private static String ulid(byte[] bytes) {
    char[] digits = new char[ULID_LENGTH];
    long bits = 0;
    int held = 2;
    int next = 0;
    for (byte each : bytes) {
      bits = (bits << Byte.SIZE) | (each & 0xFF);
      held += Byte.SIZE;
      while (held >= DIGIT_BITS) {
        held -= DIGIT_BITS;
        digits[next++] = ULID_DIGITS.charAt((int) ((bits >> held) & 31));
      }
    }
    return new String(digits);
  }

  private static String uuid(byte[] bytes) {
    String hex = HEX.formatHex(bytes, 1, bytes.length);
    return hex.substring(0, 8)
        + '-'
        + hex.substring(8, 12)
        + '-'
        + hex.substring(12, 16)
        + '-'
        + hex.substring(16, 20)
        + '-'
        + hex.substring(20);
  }
}
