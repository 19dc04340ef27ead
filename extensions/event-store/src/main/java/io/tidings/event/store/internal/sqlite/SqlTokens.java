package io.tidings.event.store.internal.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of an SQL statement, regardless of white space, comments, case and the quoting of
 * names. A quoted keyword keeps its quotes, since it is a name. Stateless.
 */
final class SqlTokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<skip>\\s+|--[^\n]*+|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/)?)"
              + "|(?<text>'(?:[^']|'')*+')"
              + "|(?<name>\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`|\\[[^\\]]*+\\])"
              + "|(?<word>[\\p{L}_0-9$]++)"
              + "|(?<other>.)",
          Pattern.DOTALL);

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final Set<String> KEYWORDS =
      Set.of(
          "after",
          "always",
          "as",
          "autoincrement",
          "before",
          "begin",
          "check",
          "collate",
          "constraint",
          "create",
          "default",
          "delete",
          "end",
          "foreign",
          "generated",
          "if",
          "index",
          "insert",
          "instead",
          "is",
          "key",
          "not",
          "null",
          "of",
          "on",
          "or",
          "primary",
          "references",
          "row",
          "rowid",
          "strict",
          "table",
          "trigger",
          "unique",
          "update",
          "view",
          "virtual",
          "where",
          "without");

  private SqlTokens() {}

  static List<String> of(String sql) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      if (matcher.group("name") != null) {
        tokens.add(name(matcher.group()));
      } else if (matcher.group("text") != null) {
        tokens.add(matcher.group());
      } else if (matcher.group("skip") == null) {
        tokens.add(lower(matcher.group()));
      }
    }
    return tokens;
  }

  private static String name(String quoted) {
    String name = lower(quoted.substring(1, quoted.length() - 1));
    return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name) ? name : lower(quoted);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
