package io.tidings.event.store.spi;

/** Replacement of characters that a database refuses in a text. Stateless and thread-safe. */
public final class StorableText {

  private static final int REPLACEMENT = 0xFFFD;

  private StorableText() {}

  /**
   * Returns the text with each unpaired surrogate, which UTF-8 cannot encode, and each NUL, which
   * PostgreSQL refuses, replaced by U+FFFD.
   *
   * @contract STO-06
   */
  public static String of(String text) {
    return text.codePoints().allMatch(StorableText::isStorable) ? text : replaced(text);
  }

  private static String replaced(String text) {
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints().map(c -> isStorable(c) ? c : REPLACEMENT).forEach(storable::appendCodePoint);
    return storable.toString();
  }

  private static boolean isStorable(int codePoint) {
    return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
  }
}
