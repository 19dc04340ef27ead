package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.testkit.contract.Contract;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The view for SQL of others shows every column of every event as it is read in Java. */
class EventsViewTest extends EveryDatabaseTest {

  private static final List<String> COLUMNS =
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

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Contract("SCH-07")
  @Test
  void view_shows_events_as_they_are_read() throws SQLException {
    EventStore store = open();
    List<DomainEvent> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      events.add(random(i));
    }
    store.append(events);

    List<List<@Nullable Object>> read =
        store.list(EventQuery.platform().cursor(Cursor.start())).stream()
            .map(EventsViewTest::row)
            .toList();
    assertThat(rows()).as("seed %s", seed).isEqualTo(read).hasSize(events.size());
  }

  private DomainEvent random(int number) {
    EventBuilder event =
        DomainEvent.root(EventKind.of("kind-" + random.nextInt(9) + ".done"))
            .id(id())
            .timestamp(clock.instant().plusNanos(1_000L * random.nextInt(1_000_000)))
            .correlationId(id())
            .causationId(maybe(id()))
            .scope(new EventScope(maybe("o"), maybe("w"), maybe("p-" + number % 3), maybe("u")))
            .planId(maybe(id()))
            .rootPlanId(maybe("root"))
            .sessionId(maybe(id()))
            .actorName(maybe("Zo\u00eb \ud83d\ude80"))
            .projectName(maybe("Apollo's \u2028"))
            .traceId(maybe("t-1"))
            .spanId(maybe("s-1"))
            .detail("number", number);
    if (random.nextBoolean()) {
      event.detail("tool_name", "t'").detail("request_type", "r-" + random.nextInt(3));
    }
    return random.nextBoolean()
        ? event.detail("duration_ms", random.nextInt(99)).build()
        : event.build();
  }

  private @Nullable String maybe(String value) {
    return random.nextInt(3) == 0 ? null : value;
  }

  /** Returns an id of one of the forms, of every length at which they meet. */
  private String id() {
    return switch (random.nextInt(4)) {
      case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 1 -> ulid();
      case 2 -> text(14 + random.nextInt(4));
      default -> text(1 + random.nextInt(128));
    };
  }

  private String ulid() {
    String digits = new BigInteger(128, random).toString(32).toUpperCase(java.util.Locale.ROOT);
    String crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    StringBuilder ulid = new StringBuilder("0".repeat(26 - digits.length()));
    digits.chars().forEach(c -> ulid.append(crockford.charAt(Character.digit(c, 32))));
    return ulid.toString();
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, '!', '\u007f').forEach(text::appendCodePoint);
    return text.toString();
  }

  private static List<@Nullable Object> row(StoredEvent stored) {
    DomainEvent event = stored.event();
    EventRow derived = EventRow.of(event);
    EventScope scope = event.scope();
    return Arrays.asList(
        stored.seq(),
        scope.project() == null ? "" : scope.project(),
        event.id(),
        event.kind().id(),
        EventKind.category(event.kind()),
        Micros.floor(event.timestamp()),
        Micros.floor(stored.receivedAt()),
        event.correlationId(),
        event.causationId(),
        scope.organization(),
        scope.workspace(),
        scope.user(),
        event.planId(),
        event.rootPlanId(),
        event.sessionId(),
        event.actorName(),
        event.projectName(),
        derived.requestType(),
        DomainEventJson.standard().writeDetails(event.details()),
        derived.toolName(),
        derived.durationMs(),
        event.traceId(),
        event.spanId());
  }

  private List<List<@Nullable Object>> rows() throws SQLException {
    try (Connection connection = place().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM events ORDER BY seq")) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        names.add(rows.getMetaData().getColumnName(i));
      }
      assertThat(names).isEqualTo(COLUMNS);
      List<List<@Nullable Object>> all = new ArrayList<>();
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= COLUMNS.size(); i++) {
          Object value = rows.getObject(i);
          row.add(value instanceof Number number ? Long.valueOf(number.longValue()) : value);
        }
        all.add(row);
      }
      return all;
    }
  }
}
