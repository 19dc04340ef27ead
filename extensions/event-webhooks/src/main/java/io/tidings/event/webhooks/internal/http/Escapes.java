package io.tidings.event.webhooks.internal.http;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A family of escapes for single characters. Stateless. */
enum Escapes {
  /** Percent encoding, backslash escapes of JSON and of source code, HTML entities and tags. */
  COMMON(
      "%u([0-9A-Fa-f]{4})"
          + "|%([0-9A-Fa-f]{2})"
          + "|\\\\(?:u|U0000)([0-9A-Fa-f]{4})"
          + "|\\\\[ux]\\{([0-9A-Fa-f]{1,6})\\}"
          + "|\\\\x([0-9A-Fa-f]{2})"
          + "|&#[xX]0{0,8}([0-9A-Fa-f]{1,6});?"
          + "|&#0{0,8}([0-9]{1,7});?"
          + "|\\\\([0-3][0-7]{2})"
          + "|&([A-Za-z]{2,8});"
          + "|\\\\(.)"
          + "|</?[A-Za-z][^<>]{0,100}>"),

  /**
   * The quoted-printable encoding of mails; an equals sign at the end of a line joins two lines.
   */
  QUOTED_PRINTABLE("=([0-9A-Fa-f]{2})|=(?:[ \\t]{0,8}\\r?\\n)");

  private static final int HEX_GROUPS = 6;
  private static final int DECIMAL = 7;
  private static final int OCTAL = 8;
  private static final int ENTITY = 9;
  private static final int LITERAL = 10;
  private static final int HEX_RADIX = 16;
  private static final int OCTAL_RADIX = 8;
  private static final char HIDDEN = '\0';
  private static final Map<String, Character> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", '&'),
          Map.entry("apos", '\''),
          Map.entry("ast", '*'),
          Map.entry("bsol", '\\'),
          Map.entry("colon", ':'),
          Map.entry("comma", ','),
          Map.entry("commat", '@'),
          Map.entry("dollar", '$'),
          Map.entry("equals", '='),
          Map.entry("excl", '!'),
          Map.entry("gt", '>'),
          Map.entry("hyphen", '-'),
          Map.entry("lowbar", '_'),
          Map.entry("lt", '<'),
          Map.entry("num", '#'),
          Map.entry("percnt", '%'),
          Map.entry("period", '.'),
          Map.entry("plus", '+'),
          Map.entry("quest", '?'),
          Map.entry("quot", '"'),
          Map.entry("semi", ';'),
          Map.entry("sol", '/'));

  private final Pattern pattern;

  Escapes(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
  }

  Matcher matcher(String text) {
    return pattern.matcher(text);
  }

  /** Returns the character of a match, or NUL for one that is not displayed. */
  char decoded(Matcher escape) {
    for (int group = 1; group <= escape.groupCount(); group++) {
      String part = escape.group(group);
      if (part != null) {
        return decoded(group, part);
      }
    }
    return HIDDEN;
  }

  private static char decoded(int group, String part) {
    if (group <= HEX_GROUPS) {
      return character(Integer.parseInt(part, HEX_RADIX));
    }
    return switch (group) {
      case DECIMAL -> character(Integer.parseInt(part));
      case OCTAL -> character(Integer.parseInt(part, OCTAL_RADIX));
      case ENTITY -> ENTITIES.getOrDefault(part, HIDDEN);
      case LITERAL -> "abfnrtv0".contains(part) ? HIDDEN : part.charAt(0);
      default -> HIDDEN;
    };
  }

  private static char character(int code) {
    return code <= Character.MAX_VALUE ? (char) code : HIDDEN;
  }
}
