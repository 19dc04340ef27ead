package io.tidings.event.redact;

import java.util.Locale;
import java.util.Set;

/**
 * Reader of the value after the name of a secret: its bounds, without the quotes around it. Knows
 * the forms in which texts write values: quotes with prefixes, calls, brackets, YAML blocks, here
 * documents and PEM. Confined to one scan.
 */
final class SecretValue {

  private static final Set<String> SCHEMES =
      Set.of("basic", "bearer", "digest", "negotiate", "ntlm", "token", "apikey");

  private static final Set<String> WRAPPERS = Set.of("Just", "Some", "Right", "Ok", "new", "await");
  private static final String PREFIXES = "bBfFrRuULNEX$@";
  private static final int MAX_PREFIXES = 4;
  private static final int MAX_TYPE_LENGTH = 64;

  private final String text;
  private final TextKeys keys;
  private final TextLines lines;
  private final ValueEnd ends;
  private final PemBlocks pem;
  private final HereDocuments hereDocuments;

  /** The end of the indented block read last; blocks inside it need no reading. */
  private int blockEnd;

  private int start;
  private int end;

  SecretValue(String text, TextKeys keys, TextLines lines, ValueEnd ends, PemBlocks pem) {
    this.text = text;
    this.keys = keys;
    this.lines = lines;
    this.ends = ends;
    this.pem = pem;
    this.hereDocuments = new HereDocuments(text, lines);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Returns whether the value read last has the form of a quoted text, or of one in brackets. */
  boolean isEmpty() {
    return start >= end;
  }

  /**
   * Reads the value at an index.
   *
   * @param from the index of its first character
   * @param sensitivity how much of it is secret
   * @param key the start of its name
   * @param newLine whether the name is on an earlier line
   */
  void read(int from, Sensitivity sensitivity, int key, boolean newLine) {
    start = from;
    end = from;
    if (newLine && readBlock(from, key)) {
      return;
    }
    int value = afterPrefixes(from);
    int block = afterBlockMark(value);
    if (block > value) {
      readLines(block, key);
      return;
    }
    int document = hereDocuments.end(value);
    if (document < 0) {
      document = pem.endOfValue(value);
    }
    if (document >= 0) {
      bounds(value, document);
    } else {
      readInline(value, sensitivity, key);
    }
  }

  private void bounds(int start, int end) {
    this.start = start;
    this.end = end;
  }

  /** Reads a value in the lines after its name, unless the next line is another pair. */
  private boolean readBlock(int from, int key) {
    int line = lines.start(from);
    int indent = lines.indentOfKey(key);
    boolean item = text.startsWith("- ", from);
    if (from - line > indent || (item && from - line == indent)) {
      bounds(from, endOfBlock(line, indent));
      return true;
    }
    int word = TextChars.wordEnd(text, from);
    return word > from
        && text.startsWith(":", word)
        && (word + 1 == text.length() || TextChars.isBlank(text.charAt(word + 1)));
  }

  private int endOfBlock(int line, int indent) {
    if (line >= blockEnd) {
      blockEnd = lines.endOfBlock(line, indent);
    }
    return blockEnd;
  }

  /** Returns the start of the line after a mark such as {@code |-}, or {@code from}. */
  private int afterBlockMark(int from) {
    char c = text.charAt(from);
    if (c != '|' && c != '>') {
      return from;
    }
    int i = from + 1;
    while (i < text.length() && "+-0123456789".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    i = TextChars.skipSpaces(text, i);
    return i < text.length() && TextChars.isLineEnd(text.charAt(i)) ? lines.next(i) : from;
  }

  private void readLines(int line, int key) {
    int block = endOfBlock(line, lines.indentOfKey(key));
    bounds(Math.min(TextChars.skipBlanks(text, line), block), block);
  }

  /** Returns the index after casts, anchors, tags, wrappers and continued lines. */
  private int afterPrefixes(int from) {
    int at = from;
    for (int i = 0; i < MAX_PREFIXES && at < text.length(); i++) {
      int next = afterPrefix(at);
      if (next == at || next == text.length()) {
        break;
      }
      at = next;
    }
    return at;
  }

  private int afterPrefix(int at) {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < text.length() && TextChars.isLineEnd(text.charAt(at + 1))) {
      return TextChars.skipBlanks(text, at + 1);
    }
    if ((c == '|' || c == '>')
        && (text.startsWith("\\n", at + 1) || text.startsWith("-\\n", at + 1))) {
      return TextChars.skipBlanks(text, text.indexOf("\\n", at) + 2);
    }
    int word = c == '!' || c == '&' || c == '(' ? TextChars.wordEnd(text, afterMarks(at)) : at;
    if (c == '(') {
      boolean cast = text.startsWith(")", word) && word > at + 1 && keys.isType(at + 1, word);
      return cast ? TextChars.skipBlanks(text, word + 1) : at;
    }
    word = word == at ? TextChars.wordEnd(text, at) : word;
    boolean prefix =
        c == '!' || c == '&' || WRAPPERS.contains(text.substring(at, Math.min(word, at + 8)));
    int next = TextChars.skipSpaces(text, word);
    return prefix && next > word ? next : at;
  }

  private int afterMarks(int at) {
    return text.startsWith("!!", at) ? at + 2 : at + 1;
  }

  private void readInline(int value, Sensitivity sensitivity, int key) {
    int open = quoteAfterPrefix(value);
    int inner = ends.afterQuote(open);
    String entity = Quotes.entity(text, value);
    if (inner > open) {
      int close = ends.ofQuoted(open, inner);
      boolean closed =
          ends.isClosed(inner, close) && text.startsWith(text.substring(open, inner), close);
      bounds(closed || close == lines.end(inner) ? inner : value, close);
      return;
    }
    if (!entity.isEmpty()) {
      bounds(value + entity.length(), ends.ofEntity(entity, value + entity.length()));
      return;
    }
    int call = endOfCall(value);
    bounds(value, call > 0 ? call : unquoted(value, sensitivity, key));
  }

  /** Returns the index of a quote after the prefix of a literal, such as f or rb. */
  private int quoteAfterPrefix(int value) {
    int i = value;
    while (i < text.length() && i - value < 2 && PREFIXES.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i > value && ends.afterQuote(i) > i ? i : value;
  }

  /**
   * Returns the end of a call or constructor at an index, 0 if there is none, or the index itself
   * for a call without arguments, whose result is not in the text.
   */
  private int endOfCall(int value) {
    int open = value;
    while (open < text.length()
        && (TextChars.isWord(text.charAt(open)) || ":!?".indexOf(text.charAt(open)) >= 0)) {
      open++;
    }
    open += open > value && text.startsWith("<>(", open) ? 2 : 0;
    boolean call = open > value && open < text.length() && "([".indexOf(text.charAt(open)) >= 0;
    if (!call) {
      return 0;
    }
    if (text.startsWith("()", open)) {
      return value;
    }
    int close = ends.ofBrackets(open);
    return close < text.length() && ".[(?".indexOf(text.charAt(close)) >= 0
        ? Math.max(close, ends.ofWord(close))
        : close;
  }

  private int unquoted(int value, Sensitivity sensitivity, int key) {
    boolean brackets = TextChars.isOpener(text.charAt(value));
    if (brackets && PlainValues.isSchema(text, value, ends.ofBrackets(value))) {
      return value;
    }
    if (sensitivity == Sensitivity.LINE && !(brackets && isWhole(ends.ofBrackets(value)))) {
      return endOfFolded(value, ends.ofLine(value, key));
    }
    int end = ends.ofWord(value);
    boolean scheme = isScheme(value, end);
    int next = TextChars.skipBlanks(text, text.startsWith(",", end) && scheme ? end + 1 : end);
    return scheme && next > end && next < text.length() ? ends.ofWord(next) : end;
  }

  /** Returns whether a value in brackets ends at an index. */
  private boolean isWhole(int end) {
    return end == text.length()
        || TextChars.isLineEnd(text.charAt(end))
        || ",)]}\"'\\;".indexOf(text.charAt(end)) >= 0;
  }

  /** Returns the end of a header that is continued on the next line after its scheme. */
  private int endOfFolded(int value, int line) {
    boolean folded =
        line < text.length()
            && (isScheme(value, line)
                || (line > value && ",\\".indexOf(text.charAt(line - 1)) >= 0));
    int next = folded ? lines.next(line) : line;
    return folded && lines.indent(next) > 0 ? lines.end(next) : line;
  }

  private boolean isScheme(int start, int end) {
    return end - start < 12
        && end > start
        && SCHEMES.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the index of the value after a type and an equals sign, or {@code from} if no type is
   * there: {@code password: str = "x"}.
   */
  int afterType(int from) {
    int at = from;
    boolean type = false;
    while (at < text.length() && at - from < MAX_TYPE_LENGTH) {
      int word = TextChars.wordEnd(text, at);
      char c = text.charAt(at);
      if (word > at) {
        if (!keys.isType(at, word)) {
          return from;
        }
        type = true;
        at = word;
      } else if (c == '=') {
        boolean assigned = type && at + 1 < text.length() && "=>".indexOf(text.charAt(at + 1)) < 0;
        return assigned ? TextChars.skipBlanks(text, at + 1) : from;
      } else if ("&*[]<>?|,' ".indexOf(c) >= 0) {
        at++;
      } else {
        return from;
      }
    }
    return from;
  }
}
