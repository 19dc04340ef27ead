package io.tidings.event.redact;

import java.util.Set;

/** Reader of the keys before separators in a text. Confined to one scan. */
final class TextKeys {

  private static final String OPERATORS = "+?|~*^!.-:&";
  private static final int MAX_OPERATORS = 4;
  private static final int MAX_INDEXES = 16;
  private static final int MAX_INDEX_LENGTH = 128;
  private static final int MAX_ANSI_LENGTH = 12;

  private static final Set<String> TYPES =
      Set.of(
          "Any AnyStr CharSequence Final List None Option Optional Secret SecretStr Str String Text "
              .concat(
                  "Union any auto byte bytes char character clob const dyn list literal mut null ")
              .concat("nvarchar obj object raw readonly set static std str string text undefined ")
              .concat("unknown var varchar wchar_t")
              .split(" "));

  private final KeyRules rules;
  private final String text;
  private final int maxWords;

  /** The bounds of the key read last, without quotes. */
  private int start;

  private int end;

  /** True if a bracket was closed after the key read last. */
  private boolean bracket;

  TextKeys(KeyRules rules, String text) {
    this.rules = rules;
    this.text = text;
    this.maxWords = rules.maxWords();
  }

  /** Reads the key before a separator and returns the sensitivity of the value after it. */
  Sensitivity before(int separator) {
    Sensitivity sensitivity = read(beforeOperators(separator));
    for (int i = 0; i < MAX_INDEXES && sensitivity == Sensitivity.NONE && bracket; i++) {
      int open = indexStart();
      if (open < 0) {
        break;
      }
      sensitivity = read(open);
    }
    boolean typed = sensitivity == Sensitivity.NONE && text.charAt(separator) == '=';
    return typed && start < end && isType(start, end) ? beforeType() : sensitivity;
  }

  /** Returns the end of the key before an operator such as {@code +=} and escape sequences. */
  private int beforeOperators(int separator) {
    int last = separator;
    for (int operators = 0; ; ) {
      if (last > 0 && TextChars.isBlank(text.charAt(last - 1))) {
        last--;
      } else if (operators < MAX_OPERATORS
          && last > 0
          && OPERATORS.indexOf(text.charAt(last - 1)) >= 0) {
        last--;
        operators++;
      } else if (ansiStart(last) >= 0 && operators++ < MAX_OPERATORS) {
        last = ansiStart(last);
      } else {
        return last;
      }
    }
  }

  /** Returns the start of the terminal sequence that ends at an index, or -1. */
  private int ansiStart(int end) {
    if (end == 0 || text.charAt(end - 1) != 'm') {
      return -1;
    }
    int i = end - 2;
    while (i > 1 && end - i < MAX_ANSI_LENGTH && "0123456789;".indexOf(text.charAt(i)) >= 0) {
      i--;
    }
    return i >= 1 && text.charAt(i) == '[' && text.charAt(i - 1) == '\u001b' ? i - 1 : -1;
  }

  private Sensitivity read(int last) {
    end = beforeClosers(last);
    start = wordStart(end);
    return sensitivity(start, end);
  }

  /** Returns the end of the key before closing quotes and brackets. */
  private int beforeClosers(int last) {
    bracket = false;
    int i = last;
    while (i > 0) {
      int quote = Quotes.startOfEntity(text, i);
      char c = text.charAt(i - 1);
      if (quote < 0 && !TextChars.isQuote(c) && !TextChars.isCloser(c) && c != '\\') {
        break;
      }
      bracket |= c == ']' || c == ')';
      i = quote < 0 ? i - 1 : quote;
    }
    return i;
  }

  /** Returns the index of the bracket that opens the index read last, or -1. */
  private int indexStart() {
    for (int i = start - 1; i >= 0 && start - i < MAX_INDEX_LENGTH; i--) {
      char c = text.charAt(i);
      if (c == '[' || c == '(') {
        return i;
      }
      if (TextChars.isLineEnd(c) || c == '=' || c == ']' || c == '{' || c == ',') {
        return -1;
      }
    }
    return -1;
  }

  /** Returns the sensitivity by the name before a type: {@code char *password = "x"}. */
  private Sensitivity beforeType() {
    int last = start;
    for (int i = 0; i < MAX_OPERATORS * 2 && last > 0; i++) {
      char c = text.charAt(last - 1);
      if (TextChars.isLineEnd(c) || (!TextChars.isBlank(c) && "*&[]<?:".indexOf(c) < 0)) {
        break;
      }
      last--;
    }
    return last == start ? Sensitivity.NONE : read(last);
  }

  /** Returns whether a part of the text is the name of a type. */
  boolean isType(int from, int to) {
    return TYPES.contains(text.substring(from, to));
  }

  /** Returns the start of the key read last. */
  int start() {
    return start;
  }

  /** Returns the end of the key read last. */
  int end() {
    return end;
  }

  /** Returns whether the key read last names a count of tokens. */
  boolean isTokenCount() {
    return KeyWords.of(text.substring(start, end)).isTokenCount();
  }

  /** Returns whether an equals sign between two indexes follows the name of a secret. */
  boolean isNamedBetween(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '=' && sensitivity(wordStart(i), i).compareTo(Sensitivity.RANDOM) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the sensitivity by the key between two indexes. */
  Sensitivity sensitivity(int start, int end) {
    if (start == end) {
      return Sensitivity.NONE;
    }
    Sensitivity alone = alone(start, end);
    return alone == Sensitivity.NONE ? joined(start, end) : alone;
  }

  /** Returns the sensitivity by a word, with and without an escape sequence at its start. */
  private Sensitivity alone(int start, int end) {
    if (!rules.filter().passes(text, start, end)) {
      return Sensitivity.NONE;
    }
    Sensitivity whole = rules.inText(Quotes.unescaped(text.substring(start, end)));
    int name = Quotes.afterEscape(text, start);
    return name > start && name < end
        ? whole.max(rules.inText(Quotes.unescaped(text.substring(name, end))))
        : whole;
  }

  /**
   * Returns the sensitivity by a word joined with preceding ones that are not secret themselves.
   */
  private Sensitivity joined(int start, int end) {
    int first = start;
    for (int n = 1; n < maxWords && first > 0 && text.charAt(first - 1) == ' '; n++) {
      int before = wordStart(first - 1);
      if (before == first - 1 || !rules.filter().passes(text, before, end)) {
        return Sensitivity.NONE;
      }
      if (rules.of(text.substring(before, start - 1)) != Sensitivity.NONE) {
        return Sensitivity.NONE;
      }
      Sensitivity together = rules.inText(text.substring(before, end));
      if (together != Sensitivity.NONE) {
        return together;
      }
      first = before;
    }
    return Sensitivity.NONE;
  }

  /** Returns the start of the word that ends at an index; it may contain Unicode escapes. */
  private int wordStart(int end) {
    int i = end;
    while (i > 0) {
      char before = text.charAt(i - 1);
      if (!TextChars.isWord(before)
          && !(before == '\\' && i < end && TextChars.isUnicodeEscape(text, i))) {
        break;
      }
      i--;
    }
    return i;
  }
}
