package io.tidings.event.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * Escapes beyond those that JSON requires, which keep an event on one line and in reading order:
 * DEL, the C1 controls with U+0085, line and paragraph separators, and bidi controls. The generator
 * itself escapes surrogates, paired or not. Immutable and thread-safe.
 */
final class LineEscapes extends CharacterEscapes {

  private static final long serialVersionUID = 1L;
  private static final int DEL = 0x7F;
  private static final int LAST_C1 = 0x9F;

  private static final int[] ASCII = standardAsciiEscapesForJSON();

  static {
    ASCII[DEL] = ESCAPE_CUSTOM;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ASCII.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int c) {
    return isEscaped(c) ? new SerializedString(String.format("\\u%04X", c)) : null;
  }

  /** Returns whether the character at an index must be escaped, which a paired surrogate is not. */
  static boolean isEscapedAt(String text, int at) {
    char c = text.charAt(at);
    if (!Character.isSurrogate(c)) {
      return c < ' ' || isEscaped(c);
    }
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** Returns a text with its characters escaped; none before {@code first} needs it. */
  static String escaped(String text, int first) {
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      if (isEscapedAt(text, i)) {
        escaped.append(String.format("\\u%04X", (int) text.charAt(i)));
      } else {
        escaped.append(text.charAt(i));
      }
    }
    return escaped.toString();
  }

  /** Returns whether a character is escaped beyond those that JSON itself requires. */
  private static boolean isEscaped(int c) {
    return (c >= DEL && c <= LAST_C1)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xFEFF;
  }
}
