package io.tidings.event.cli;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.measure.ErrorRecorder;
import io.tidings.event.meter.Meter;
import io.tidings.event.meter.MeterPeriod;
import io.tidings.event.meter.Quota;
import io.tidings.event.meter.UsageMeter;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import io.tidings.event.webhooks.SecretVault;
import io.tidings.event.webhooks.SubscriptionSpec;
import io.tidings.event.webhooks.WebhookStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A trail with text that a terminal would obey wherever an event permits it. */
final class HostileTrail {

  /** Controls of C0 and C1, line separators, bidi controls, format characters, a surrogate. */
  static final String TEXT =
      "x\u001b[2J\nplan.applied\r\t\b\u0007\u007f\u0085\u009b31m\u2028\u2029\u202e\u2066\u200e"
          + "\u200b\ufeff\udb40\udc01\ud800z";

  /** What a name may hold. */
  private static final String NAME = "Bob\u202e\u2066\u200b\ufeff";

  static final int EVENTS = 3;

  private HostileTrail() {}

  /** A column of a table that holds text. */
  record Column(String table, String name) {}

  static void create(Path file) throws SQLException {
    TestClock clock = TestClock.at(Instant.parse("2024-11-21T12:00:00Z"));
    EventFactory events = EventFactory.standard().withClock(clock).withIds(new SequentialIds());
    try (EventStore trail = EventStore.builder(file).clock(clock).open()) {
      trail.append(events(events));
      ErrorRecorder.in(trail).record(TEXT, TEXT, new IllegalStateException(TEXT));
      UsageMeter.in(trail)
          .adjust(
              new Meter(
                  Meter.EVENTS_INGESTED,
                  EventScope.none().withOrganization("acme"),
                  new MeterPeriod(2024, 11, null)),
              1,
              Quota.UNLIMITED,
              null);
      WebhookStore.in(trail, SecretVault.inFile(Path.of(file + ".key")))
          .create("apollo", SubscriptionSpec.to("https://hooks.example.com").withName(NAME), null);
    }
    execute(file, "UPDATE webhook_subscription SET id = 'w-1'");
    execute(
        file,
        "INSERT INTO webhook_delivery VALUES ('d-1', 'apollo', 'w-1', 'e-1', 'traces.fetched',"
            + " 0, 500, 1, '{}', 'no', ?, 1, 2)",
        TEXT);
  }

  private static List<DomainEvent> events(EventFactory events) {
    DomainEvent invoked =
        events
            .root(EventType.TOOL_COMPLETED)
            .scope(new EventScope("acme", "w-1", "apollo", "u-1"))
            .sessionId("s-1")
            .planId("p-1")
            .actorName(NAME)
            .projectName(NAME)
            .detail("tool_name", TEXT)
            .detail("duration_ms", 1)
            .detail(TEXT, 1)
            .build();
    DomainEvent errored =
        events
            .caused(invoked, EventType.TOOL_ERRORED)
            .detail("tool_name", TEXT)
            .detail("nested", Map.of(TEXT, List.of(TEXT, Map.of(TEXT, TEXT))))
            .build();
    DomainEvent actor =
        events.caused(errored, EventType.ACTOR_ERRORED).detail("error_message", TEXT).build();
    return List.of(invoked, errored, actor);
  }

  /** Returns every column of every table. */
  static List<Column> columns(Path file) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
                    + " WHERE m.type = 'table' AND c.type = 'TEXT' ORDER BY 1, 2")) {
      while (rows.next()) {
        columns.add(new Column(rows.getString(1), rows.getString(2)));
      }
    }
    return columns;
  }

  /** Appends a text to a column of every row. */
  static void append(Path file, Column column, String text) throws SQLException {
    execute(
        file,
        "UPDATE %s SET %s = %s || ?".formatted(column.table(), column.name(), column.name()),
        text);
  }

  /** Runs a statement. */
  static void execute(Path file, String sql, String... parameters) throws SQLException {
    try (Connection connection = connect(file);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
