package io.tidings.event.store;

import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.store.internal.schema.TrailSchema;
import io.tidings.event.testkit.TestClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A trail of version 12, with rows as that version stored them. */
final class TrailOfVersion12 {

  /** The columns that the table of version 12 and the view of version 13 have. */
  static final List<String> COLUMNS =
      List.of(
          "seq",
          "project_id",
          "event_id",
          "kind",
          "category",
          "timestamp",
          "received_at",
          "correlation_id",
          "causation_id",
          "organization_id",
          "workspace_id",
          "user_id",
          "plan_id",
          "root_plan_id",
          "session_id",
          "actor_name",
          "project_name",
          "request_type",
          "details",
          "tool_name",
          "duration_ms",
          "trace_id",
          "span_id");

  private static final String INSERT =
      "INSERT INTO event (%s) VALUES (%s)"
          .formatted(
              String.join(", ", COLUMNS.subList(1, COLUMNS.size())),
              String.join(", ", COLUMNS.stream().skip(1).map(column -> "?").toList()));
  private static final long START = 1_700_000_000_000_000L;
  private static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private TrailOfVersion12() {}

  /** Creates an empty trail. */
  static void create(TestPlace place) {
    place.builder().database(migrations());
  }

  private static Migrations migrations() {
    return new Migrations(
        Schema.MIGRATIONS.stream().filter(step -> step.version() < TrailSchema.VERSION).toList(),
        TestClock.at(TestClock.DEFAULT_START));
  }

  /** Appends events of a random mix, in batches of one time of arrival. */
  static void append(TestPlace place, int count, Random random) throws SQLException {
    try (Connection connection = place.connect();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        Object[] row = row(i, random);
        for (int column = 0; column < row.length; column++) {
          insert.setObject(column + 1, row[column]);
        }
        insert.addBatch();
        if (i % 1_000 == 999) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static Object[] row(int i, Random random) {
    boolean isTool = random.nextBoolean();
    int session = random.nextInt(1 + i / 20);
    return new Object[] {
      random.nextInt(4) == 0 ? "" : "project-" + random.nextInt(5),
      id(random),
      isTool ? "tool.completed" : "acme.order" + random.nextInt(3),
      isTool ? "tool" : "acme",
      START + i * 1_000L + random.nextInt(1_000_000),
      START + i / 7 * 10_000L,
      id(random),
      random.nextInt(3) == 0 ? null : id(random),
      random.nextInt(3) == 0 ? null : "o-" + random.nextInt(3),
      random.nextInt(3) == 0 ? null : "w-" + random.nextInt(9),
      random.nextInt(3) == 0 ? null : "u-" + random.nextInt(50),
      random.nextInt(3) == 0 ? null : "plan-" + session,
      random.nextInt(3) == 0 ? null : "plan-" + session / 2,
      random.nextInt(9) == 0 ? null : id(new Random(session)),
      random.nextInt(3) == 0 ? null : "Ad\u00e4 \ud83d\ude00 '" + random.nextInt(9),
      random.nextInt(3) == 0 ? null : "Project " + random.nextInt(5),
      random.nextInt(3) == 0 ? "chat" : "unknown",
      "{\"text\":\"\u2028 it's \\u0000 " + i + "\"}",
      isTool ? "tool-" + random.nextInt(6) : null,
      isTool ? Long.valueOf(random.nextInt(100_000)) : null,
      random.nextInt(3) == 0 ? UUID.randomUUID().toString().replace("-", "") : null,
      random.nextInt(3) == 0 ? "sp-" + i : null
    };
  }

  private static String id(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 1 -> "id-" + Long.toHexString(random.nextLong());
      case 2 ->
          new UUID(random.nextLong(), random.nextLong())
              .toString()
              .toUpperCase(java.util.Locale.ROOT);
      default ->
          "01"
              + IntStream.range(0, 24)
                  .mapToObj(i -> ULID_DIGITS.charAt(random.nextInt(32)))
                  .map(String::valueOf)
                  .collect(Collectors.joining());
    };
  }

  /** Returns the rows of the table of version 12, or of the view of version 13. */
  static List<List<String>> rows(TestPlace place, String relation) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    try (Connection connection = place.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT %s FROM %s ORDER BY seq".formatted(String.join(", ", COLUMNS), relation))) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= COLUMNS.size(); i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        all.add(row);
      }
    }
    return all;
  }
}
