package io.tidings.event.redact;

/** Finder of the end of here documents, of shells and of HCL, in one text. */
final class HereDocuments {

  private static final int MAX_DISTANCE = 32;
  private static final int MAX_LINES = 1_000;

  private final String text;
  private final TextLines lines;
  private int searched;

  HereDocuments(String text, TextLines lines) {
    this.text = text;
    this.lines = lines;
  }

  /**
   * Returns the end of the here document that a value starts with, or -1. One without its last line
   * ends with its first.
   */
  int end(int value) {
    int line = lines.end(value);
    int mark = text.substring(value, Math.min(line, value + MAX_DISTANCE)).indexOf("<<");
    int word = mark < 0 ? -1 : skip(value + mark + 2, "-~'\"\\ ");
    int wordEnd = mark < 0 ? -1 : TextChars.wordEnd(text, word);
    if (mark < 0 || wordEnd == word || line == text.length()) {
      return -1;
    }
    String terminator = text.substring(word, wordEnd);
    int first = lines.next(line);
    for (int at = first;
        at < text.length() && searched++ < MAX_LINES;
        at = lines.next(lines.end(at))) {
      if (isTerminator(at, terminator)) {
        int end = lines.end(at);
        int after = TextChars.skipBlanks(text, end);
        return text.startsWith(")", after) ? after + 1 : end;
      }
      if (lines.end(at) == text.length()) {
        break;
      }
    }
    return lines.end(first);
  }

  private boolean isTerminator(int line, String terminator) {
    int at = TextChars.skipSpaces(text, line);
    return text.startsWith(terminator, at)
        && TextChars.wordEnd(text, at) == at + terminator.length();
  }

  private int skip(int from, String characters) {
    int i = from;
    while (i < text.length() && characters.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }
}
