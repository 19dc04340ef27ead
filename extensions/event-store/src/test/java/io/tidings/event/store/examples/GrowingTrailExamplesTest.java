package io.tidings.event.store.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.FollowerOptions;
import io.tidings.event.store.Retention;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import io.tidings.event.store.access.AuditAccess;
import io.tidings.event.store.access.Entitlements;
import io.tidings.event.store.access.Permissions;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingTrailExamplesTest {

  private static final EventScope CALLER = new EventScope("o-1", null, "apollo", "u-1");
  private static final DomainEvent EVENT =
      DomainEvent.root(EventType.PLAN_CREATED).scope(CALLER).build();

  @TempDir private Path directory;
  private final BlockingQueue<DomainEvent> search = new LinkedBlockingQueue<>();

  private Path file() {
    return directory.resolve("trail.db");
  }

  @BeforeEach
  void begin() throws SQLException {
    EventStore.open(file()).close();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE payment (amount INTEGER)");
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  @AfterEach
  void nothingIsLeftOver() {
    assertThat(search).isEmpty();
  }

  private static void pay(Connection connection, int amount) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO payment VALUES (" + amount + ")");
    }
  }

  private void mail(StoredEvent stored) {
    search.add(stored.event());
  }

  private void assertHeard() throws InterruptedException {
    assertThat(search.poll(30, TimeUnit.SECONDS)).isEqualTo(EVENT);
  }

  @Test
  void as_a_part_of_what_the_host_does() throws SQLException {
    DomainEvent event = EVENT;
    int amount = 7;
    try (EventStore trail = EventStore.open(file());
        Connection connection = connect()) {
      connection.setAutoCommit(false);
      pay(connection, amount);
      trail.append(connection, List.of(event));
      connection.commit();
      assertThat(trail.count(EventQuery.platform())).isEqualTo(1);
    }
  }

  @Test
  void in_a_transaction_of_the_stores() {
    DomainEvent event = EVENT;
    int amount = 7;
    try (EventStore trail = EventStore.open(file())) {
      StoreTables payments =
          new StoreTables(
              "acme_payments",
              List.of(
                  new StoreTables.Step(
                      1, List.of("CREATE TABLE acme_payment (amount BIGINT NOT NULL)"))));
      StoreDatabase database = trail.database();
      database.prepare(payments);
      database.write(
          own -> {
            pay(own, amount);
            return trail.append(own, List.of(event));
          });
      assertThat(trail.count(EventQuery.platform())).isEqualTo(1);
    }
  }

  @Test
  void followers() throws InterruptedException {
    EventQuery query = EventQuery.project("apollo");
    try (EventStore trail = EventStore.open(file())) {
      trail.append(EVENT);
      Follower follower = trail.follow(query, Cursor.start(), stored -> search.add(stored.event()));
      assertHeard();
      follower.close();
      Follower mailer = trail.follow("mailer", query, Cursor.start(), stored -> mail(stored));
      assertHeard();
      mailer.close();
      FollowerOptions options =
          FollowerOptions.restarting(Duration.ofSeconds(1), Duration.ofMinutes(5));
      Follower mirror =
          trail.follow("mirror", query, Cursor.start(), options, stored -> mail(stored));
      assertHeard();
      mirror.close();
    }
  }

  @Test
  void a_flow() throws InterruptedException {
    EventQuery query = EventQuery.project("apollo");
    long lastSeen = 0;
    try (EventStore trail = EventStore.open(file());
        Mirror subscriber = new Mirror()) {
      trail.append(EVENT);
      Flow.Publisher<StoredEvent> events = trail.follow(query, Cursor.after(lastSeen));
      events.subscribe(subscriber);
      assertHeard();
      Follower follower = trail.follow(query, Cursor.start(), stored -> {});
      Cursor left = Cursor.leftAfter(follower.position());
      assertThat(left.left()).isTrue();
      follower.close();
    }
  }

  /** Passes on whatever comes. */
  private final class Mirror extends SubmissionPublisher<StoredEvent>
      implements Flow.Processor<StoredEvent, StoredEvent> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StoredEvent stored) {
      search.add(stored.event());
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  /** Compiled; PostgreSQL is tried elsewhere. */
  interface InPostgres {

    static EventStore open(DataSource dataSource) {
      EventStore trail = EventStore.open(dataSource);
      return trail;
    }

    static EventStore patient(DataSource dataSource) {
      EventStore trail = EventStore.builder(dataSource).reconnecting(Duration.ofHours(4)).open();
      return trail;
    }
  }

  @Test
  void who_may_ask() {
    EventScope caller = CALLER;
    Permissions permissions = asking -> "u-1".equals(asking.user());
    Entitlements entitlements = organization -> organization.equals("o-1");
    try (EventStore trail = EventStore.open(file())) {
      trail.append(EVENT);
      AuditAccess access = new AuditAccess(trail, permissions, entitlements);
      List<StoredEvent> page =
          access.list(caller, query -> query.types("plan.created").window(Window.latest(50)));
      assertThat(page).hasSize(1);
    }
  }

  @Test
  void how_long_events_are_kept() {
    try (EventStore trail = EventStore.open(file())) {
      Retention.Result result =
          new Retention(trail)
              .run(
                  List.of(new Retention.Plan("hobby", Duration.ofDays(31), List.of("o-1", "o-2"))));
      assertThat(result.removed()).containsEntry("hobby", 0L);
    }
  }
}
