package io.tidings.event.store.internal.query;

import io.tidings.event.store.internal.IdEncoding;
import io.tidings.event.store.internal.query.Condition.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query in terms of the tables: sets of numbers, ids and bounds. Immutable
 * after {@link #of}.
 */
final class Filters {

  /** The number of a text that no event has. */
  static final long ABSENT = -1;

  /** The greatest number of events that are read in the order of positions for one page. */
  private static final long FEW_ARRIVALS = 5_000;

  private static final Map<Field, String> IN_SCOPE =
      Map.of(
          Field.PROJECT, "project",
          Field.ORGANIZATION, "organization",
          Field.WORKSPACE, "workspace");
  private static final Map<Field, String> IN_CONTEXT =
      Map.of(
          Field.USER, "usr = ? AND usr <> 0",
          Field.SESSION, "session = ?",
          Field.PLAN, "plan = ? AND plan <> 0",
          Field.PLAN_TREE, "((root_plan = ? AND root_plan <> 0) OR (plan = ? AND plan <> 0))");
  private static final Set<Field> OF_KINDS =
      EnumSet.of(Field.KINDS, Field.KINDS_OR_OTHERS, Field.KIND_RANGE, Field.CATEGORY);

  private final Connection connection;
  private final List<Condition> conditions;

  /** The conditions on ids, each of which an index finds few events for. */
  final List<Sql> ids = new ArrayList<>();

  /** The sets by their columns, the most selective first. */
  final Map<String, NumberSet> sets = new LinkedHashMap<>();

  /** Further conditions on numbers, as expressions. */
  final List<Sql> others = new ArrayList<>();

  /** The bounds of the event time. */
  final List<Sql> times = new ArrayList<>();

  /** The greatest position, or null. */
  @Nullable Long upTo;

  private long firstArrival = -1;
  private long lastArrival;

  private Filters(Connection connection, List<Condition> conditions) {
    this.connection = connection;
    this.conditions = conditions;
  }

  /** Looks up the numbers of the texts in conditions. */
  static Filters of(Connection connection, List<Condition> conditions) throws SQLException {
    Filters filters = new Filters(connection, conditions);
    filters.addContexts();
    filters.addKinds();
    for (Condition condition : conditions) {
      filters.add(condition);
    }
    filters.addScopes();
    filters.addArrivals();
    return filters;
  }

  private void add(Condition condition) throws SQLException {
    switch (condition.field()) {
      case EVENT -> ids.add(Sql.of("event_id = ?", id(condition)));
      case POSITIONS ->
          ids.add(
              new Sql("seq IN (" + Sql.marks(condition.values().size()) + ")", condition.values()));
      case CORRELATION -> ids.add(Sql.of("correlation_id = ?", id(condition)));
      case CAUSAL_TREE -> ids.add(causalTree(condition));
      case ACTOR -> addSet("actor", name(connection, condition.text()));
      case REQUEST_TYPE -> addRequestType(condition.text());
      case SINCE -> times.add(Sql.of("timestamp >= ?", condition.number()));
      case AFTER -> times.add(Sql.of("timestamp > ?", condition.number()));
      case BEFORE -> times.add(Sql.of("timestamp < ?", condition.number()));
      case UNTIL -> times.add(Sql.of("timestamp <= ?", condition.number()));
      case RECEIVED_SINCE -> others.add(Sql.of("received_at >= ?", condition.number()));
      case RECEIVED_BEFORE -> others.add(Sql.of("received_at < ?", condition.number()));
      case UP_TO -> upTo = upTo == null ? condition.number() : Math.min(upTo, condition.number());
      default -> {
        // A condition on a context, scope or kind.
      }
    }
  }

  private static byte[] id(Condition condition) {
    return IdEncoding.encode(condition.text());
  }

  private void addSet(String column, long number) {
    if (sets.containsKey(column)) {
      others.add(Sql.of("+" + column + " = ?", number));
    } else {
      sets.put(column, NumberSet.of(column, number));
    }
  }

  /** Adds the request type; that of events without one has no index. */
  private void addRequestType(String type) throws SQLException {
    if (type.equals("unknown")) {
      others.add(Sql.of("+request_type = 0"));
    } else {
      addSet("request_type", name(connection, type));
    }
  }

  /** An event and its effects. UNION rather than UNION ALL: ids of a host may form a cycle. */
  private Sql causalTree(Condition condition) throws SQLException {
    String sql =
        """
        event_id IN (
          WITH RECURSIVE tree(id) AS (
            SELECT root.event_id FROM trail_event root WHERE root.event_id = ? %1$s
            UNION
            SELECT effect.event_id FROM tree
            JOIN trail_event effect ON effect.causation_id = tree.id %2$s)
          SELECT id FROM tree)\
        """;
    if (condition.values().size() == 1) {
      return Sql.of(sql.formatted("", ""), id(condition));
    }
    long project = name(connection, (String) condition.values().get(1));
    return Sql.of(
        sql.formatted("AND root.project = ?", "AND effect.project = ?"),
        id(condition),
        project,
        project);
  }

  /** Adds the contexts; their scopes are part of that. */
  private void addContexts() throws SQLException {
    List<Sql> parts = new ArrayList<>();
    for (Condition condition : conditions) {
      String sql = IN_CONTEXT.get(condition.field());
      if (sql != null) {
        long number = name(connection, condition.text());
        parts.add(
            condition.field() == Field.PLAN_TREE
                ? Sql.of(sql, number, number)
                : Sql.of(sql, number));
      }
    }
    if (!parts.isEmpty()) {
      List<Sql> scopes = scopes();
      if (!scopes.isEmpty()) {
        parts.add(
            Sql.of("scope IN (SELECT id FROM trail_scope WHERE ")
                .then(Sql.join(" AND ", scopes))
                .then(")"));
      }
      Sql where = Sql.join(" AND ", parts);
      sets.put(
          "context",
          NumberSet.read(
              connection, "context", Sql.of("SELECT id FROM trail_context WHERE ").then(where)));
    }
  }

  private List<Sql> scopes() throws SQLException {
    List<Sql> parts = new ArrayList<>();
    for (Condition condition : conditions) {
      String column = IN_SCOPE.get(condition.field());
      if (column != null) {
        parts.add(Sql.of(column + " = ?", name(connection, condition.text())));
      }
    }
    return parts;
  }

  private void addScopes() throws SQLException {
    List<Sql> scopes = scopes();
    if (!scopes.isEmpty() && !sets.containsKey("context")) {
      Sql where = Sql.join(" AND ", scopes);
      sets.put(
          "scope",
          NumberSet.read(
              connection, "scope", Sql.of("SELECT id FROM trail_scope WHERE ").then(where)));
    }
  }

  private void addKinds() throws SQLException {
    List<Sql> parts = new ArrayList<>();
    for (Condition condition : conditions) {
      if (OF_KINDS.contains(condition.field())) {
        parts.add(kinds(condition));
      }
    }
    if (!parts.isEmpty()) {
      Sql where = Sql.join(" AND ", parts);
      sets.put(
          "kind",
          NumberSet.read(
              connection, "kind", Sql.of("SELECT id FROM trail_kind WHERE ").then(where)));
    }
  }

  private static Sql kinds(Condition condition) {
    List<Object> values = condition.values();
    return switch (condition.field()) {
      case CATEGORY -> new Sql("category = ?", values);
      case KIND_RANGE -> new Sql("kind >= ? AND kind < ?", values);
      case KINDS -> new Sql("kind IN (" + Sql.marks(values.size()) + ")", values);
      default -> {
        int end = values.indexOf("");
        yield new Sql("(kind IN (" + Sql.marks(end) + ")", values.subList(0, end))
            .then(
                new Sql(
                    " OR kind NOT IN (" + Sql.marks(values.size() - end - 1) + "))",
                    values.subList(end + 1, values.size())));
      }
    };
  }

  /** Adds the range of positions that contains the events of a time of arrival. */
  private void addArrivals() throws SQLException {
    List<Sql> parts = new ArrayList<>();
    NumberSet scope = sets.get("scope");
    parts.add(scope == null ? Sql.of("scope IN (SELECT id FROM trail_scope)") : scope.indexed());
    for (Sql other : others) {
      if (other.text().startsWith("received_at")) {
        parts.add(other);
      }
    }
    if (parts.size() == 1) {
      return;
    }
    Sql range =
        Sql.of("SELECT min(first_seq), max(last_seq) FROM trail_arrival WHERE ")
            .then(Sql.join(" AND ", parts));
    try (PreparedStatement select = connection.prepareStatement(range.text())) {
      range.bind(select);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        firstArrival = row.getLong(1);
        lastArrival = row.getLong(2);
        others.add(Sql.of("+seq >= ?", firstArrival));
        others.add(Sql.of("+seq <= ?", lastArrival));
      }
    }
  }

  /** Returns whether the events of a time of arrival are few. */
  boolean hasFewArrivals() {
    return firstArrival >= 0 && lastArrival - firstArrival < FEW_ARRIVALS;
  }

  /** Returns the range of positions of a time of arrival. */
  Sql arrivals() {
    return Sql.of("seq BETWEEN ? AND ?", firstArrival, lastArrival);
  }

  /** Returns whether a position is so near to the greatest one that all after it are read. */
  boolean isNearEnd(long after) {
    return upTo != null && upTo - after <= FEW_ARRIVALS;
  }

  /** Returns the number of a text, or {@link #ABSENT}. */
  static long name(Connection connection, String text) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM trail_name WHERE text = ?")) {
      select.setString(1, text);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : ABSENT;
      }
    }
  }
}
