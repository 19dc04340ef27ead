package io.tidings.event.store.spi;

/** Conversion of text to a form that SQLite and PostgreSQL both store. Stateless. */
public final class StorableText {

  private static final int REPLACEMENT = 0xFFFD;

  private StorableText() {}

  /**
   * Returns a text in which U+FFFD replaces each unpaired surrogate, which UTF-8 cannot encode, and
   * each NUL, which PostgreSQL rejects.
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
