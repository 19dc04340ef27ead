package io.tidings.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of the ids of other systems, such as a request header, a user name or an agent's memory
 * id, as ids of events.
 *
 * <pre>{@code
 * EventBuilder event =
 *     bus.events().builder(EventType.SESSION_CREATED).sessionId(ExternalId.encode(memoryId));
 * }</pre>
 *
 * <p>Visible ASCII characters other than the percent sign stay as they are, so most ids do not
 * change. Any other character becomes its UTF-8 bytes as percent sign and two upper-case
 * hexadecimal digits each: {@code "s 2"} becomes {@code "s%202"}. An unpaired surrogate becomes
 * three bytes in the same way.
 *
 * <p>A result beyond {@value EventKind#MAX_ID_LENGTH} characters is shortened: its beginning, then
 * {@code %~}, then the SHA-256 of the text's bytes in lower-case hexadecimal. No other result
 * contains {@code %~}.
 *
 * <p>The encoding is deterministic, on every system and in every version. Different texts have
 * different ids: exactly if their ids are not shortened, otherwise as far as SHA-256 differs.
 *
 * @contract SCO-12
 */
public final class ExternalId {

  private static final String SHORTENED = "%~";
  private static final int HASH_LENGTH = 64;
  private static final int HEAD_LENGTH = EventKind.MAX_ID_LENGTH - SHORTENED.length() - HASH_LENGTH;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private ExternalId() {}

  /**
   * Returns a text as an id of 1 to {@value EventKind#MAX_ID_LENGTH} visible ASCII characters. An
   * id encoded again is another id, since the percent sign is encoded too.
   *
   * @param text any text
   * @return the id, or null if {@code text} is null or empty
   */
  public static @Nullable String encode(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    StringBuilder id = new StringBuilder();
    int head = 0;
    for (int i = 0; i < text.length() && id.length() <= EventKind.MAX_ID_LENGTH; ) {
      int character = text.codePointAt(i);
      append(character, id);
      head = id.length() <= HEAD_LENGTH ? id.length() : head;
      i += Character.charCount(character);
    }
    return id.length() <= EventKind.MAX_ID_LENGTH
        ? id.toString()
        : id.substring(0, head) + SHORTENED + hash(text);
  }

  private static void append(int character, StringBuilder id) {
    if (character > ' ' && character <= '~' && character != '%') {
      id.append((char) character);
    } else {
      for (byte unit : bytes(character)) {
        HEX.toHexDigits(id.append('%'), unit);
      }
    }
  }

  /** Returns UTF-8; for an unpaired surrogate, which UTF-8 excludes, the bytes by the same rule. */
  private static byte[] bytes(int character) {
    if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
      return Character.toString(character).getBytes(StandardCharsets.UTF_8);
    }
    return new byte[] {
      (byte) (0xE0 | (character >> 12)),
      (byte) (0x80 | ((character >> 6) & 0x3F)),
      (byte) (0x80 | (character & 0x3F))
    };
  }

  private static String hash(String text) {
    MessageDigest digest = sha256();
    text.codePoints().forEach(character -> digest.update(bytes(character)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
