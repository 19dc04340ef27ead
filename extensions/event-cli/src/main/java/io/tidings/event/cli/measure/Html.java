package io.tidings.event.cli.measure;

import io.tidings.event.cli.text.Line;

/** Escaping of text for HTML elements and quoted attributes, without controls. Stateless. */
final class Html {

  private Html() {}

  static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    Line.of(text)
        .toString()
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append((char) c);
              }
            });
    return escaped.toString();
  }
}
