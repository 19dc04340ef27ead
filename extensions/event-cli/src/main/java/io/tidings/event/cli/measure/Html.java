package io.tidings.event.cli.measure;

/** Escaping of text for HTML elements and quoted attributes. Stateless. */
final class Html {

  private Html() {}

  static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.chars()
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
