package io.tidings.event.store.spi;

/** Text as every database takes it. Stateless. */
public final class StorableText {

  private static final int REPLACEMENT = 0xFFFD;

  private StorableText() {}

  /**
   * Returns a text with each surrogate that stands alone, which no UTF-8 has, and each NUL, which
   * PostgreSQL refuses, as U+FFFD.
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
