package io.tidings.event.store.internal.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables, columns, indexes and views that the steps of a schema declare. Statements of another
 * form than the trail's own are ignored. Confined to one thread.
 */
final class DeclaredObjects {

  private static final Pattern TABLE = pattern("CREATE TABLE (?:IF NOT EXISTS )?(\\w+) \\((.*)\\)");
  private static final Pattern INDEX =
      pattern("(CREATE (?:UNIQUE )?INDEX) (?:IF NOT EXISTS )?(\\w+) (ON \\w+ .*)");
  private static final Pattern KEY = pattern("PRIMARY KEY \\(.*");
  private static final Pattern COLUMN = pattern("ALTER TABLE (\\w+) ADD COLUMN (.*)");
  private static final Pattern DROPPED = pattern("DROP (?:INDEX|TABLE) (?:IF EXISTS )?(\\w+)");
  private static final Pattern VIEW = pattern("CREATE VIEW (\\w+) AS .*");
  private static final Pattern RENAMED = pattern("ALTER TABLE (\\w+) RENAME TO (\\w+)");

  private final Map<String, Set<String>> tables = new LinkedHashMap<>();
  private final Map<String, String> indexes = new LinkedHashMap<>();
  private final Set<String> views = new LinkedHashSet<>();

  DeclaredObjects(List<String> statements) {
    statements.stream().map(sql -> sql.replace("{clustered}", "")).forEach(this::add);
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(
        "\\s*" + words.replace(" ", "\\s*+") + "\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  private void add(String sql) {
    match(
        TABLE,
        sql,
        (name, columns) -> {
          Set<String> declared = new LinkedHashSet<>();
          split(columns).stream()
              .filter(part -> !KEY.matcher(part).matches())
              .forEach(column -> declared.add(column(column)));
          tables.put(name, declared);
        });
    match(
        COLUMN,
        sql,
        (table, column) ->
            tables.computeIfPresent(table, (same, columns) -> with(columns, column)));
    match(
        RENAMED,
        sql,
        (table, name) -> {
          Set<String> columns = tables.remove(table);
          if (columns != null) {
            tables.put(name, columns);
          }
        });
    Matcher dropped = DROPPED.matcher(sql);
    if (dropped.matches()) {
      tables.remove(dropped.group(1));
      indexes.remove(dropped.group(1));
    }
    Matcher index = INDEX.matcher(sql);
    if (index.matches()) {
      indexes.put(
          index.group(2), normalized(index.group(1) + " " + index.group(2) + " " + index.group(3)));
    }
    Matcher view = VIEW.matcher(sql);
    if (view.matches()) {
      views.add(view.group(1));
    }
  }

  private static void match(Pattern pattern, String sql, BiConsumer<String, String> action) {
    Matcher matcher = pattern.matcher(sql);
    if (matcher.matches()) {
      action.accept(matcher.group(1), matcher.group(2));
    }
  }

  private static Set<String> with(Set<String> columns, String column) {
    columns.add(column(column));
    return columns;
  }

  /** Splits at commas outside parentheses. */
  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += c == '(' ? 1 : (c == ')' ? -1 : 0);
      if (c == ',' && depth == 0) {
        parts.add(list.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(list.substring(start));
    return parts;
  }

  /** Returns a column in the form of the query of columns. */
  private static String column(String declaration) {
    String[] words = declaration.strip().split("\\s+", 3);
    String type = words.length > 1 ? words[1] : "";
    boolean isKey = type.equals("{seq}") || type.equals("{key}");
    boolean required = declaration.contains("NOT NULL") || isKey;
    return words[0]
        + switch (type) {
          case "{seq}", "{key}" -> " bigint a";
          case "{id}" -> " bytea";
          case "{text}" -> " text C";
          default -> " " + type.toLowerCase(Locale.ROOT);
        }
        + (required ? " not null" : "");
  }

  /** Returns an index without the quotes, parentheses and method that the server adds. */
  static String normalized(String index) {
    return index
        .replaceAll("(?i) USING btree", "")
        .replaceAll("\"(\\w+)\"", "$1")
        .replaceAll("[()\\s]+", " ")
        .replace(" ,", ",")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** Returns the columns of each table. */
  Map<String, Set<String>> tables() {
    return tables;
  }

  /** Returns the names of the views. */
  Set<String> views() {
    return views;
  }

  /** Returns the definition of each index by its name. */
  Map<String, String> indexes() {
    return indexes;
  }
}
