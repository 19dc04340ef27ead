package io.tidings.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of the pages that define contract ids, by id, in the order of the pages. Immutable. */
final class ContractRows {

  private static final List<String> PAGES =
      List.of(
          "contract.md",
          "contract-log.md",
          "contract-stream.md",
          "contract-store.md",
          "contract-metering.md",
          "contract-webhooks.md",
          "contract-observe.md",
          "contract-kafka.md",
          "reference/rows.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+-[A-Z]*\\d+) \\| (.+) \\|$");

  private final Map<String, String> rows;

  private ContractRows(Map<String, String> rows) {
    this.rows = rows;
  }

  /** Reads the pages that are packaged with this class. */
  static ContractRows packaged() {
    StringBuilder pages = new StringBuilder();
    for (String page : PAGES) {
      pages.append(read(page)).append('\n');
    }
    return of(pages.toString());
  }

  /** Returns the rows of the tables in a Markdown text; the first definition of an id counts. */
  static ContractRows of(String markdown) {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(markdown);
    while (row.find()) {
      rows.putIfAbsent(row.group(1), html(row.group(2)));
    }
    return new ContractRows(rows);
  }

  /** Returns whether a page defines the id. */
  boolean isDefined(String id) {
    return rows.containsKey(id);
  }

  /** Returns a page of HTML with every row, each under its id as anchor. */
  String page() {
    StringBuilder page =
        new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
                + "<title>Contract rows</title></head>\n<body>\n<h1>Contract rows</h1>\n<dl>\n");
    rows.forEach(
        (id, text) -> page.append("<dt id=\"%s\">%s</dt><dd>%s</dd>\n".formatted(id, id, text)));
    return page.append("</dl>\n</body>\n</html>\n").toString();
  }

  private static String html(String cells) {
    return cells
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("`([^`]*)`", "<code>$1</code>")
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .replace(" | ", " &ndash; ");
  }

  private static String read(String page) {
    try (InputStream in = ContractRows.class.getResourceAsStream(page)) {
      if (in == null) {
        throw new IllegalStateException("the page " + page + " is not packaged with the taglet");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
