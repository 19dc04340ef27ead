package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.store.internal.sqlite.SqliteCheckpoints;
import io.tidings.event.store.internal.sqlite.SqliteErrors;
import io.tidings.event.store.internal.sqlite.SqliteFile;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@MemoryDirectory.OnDisk
class FileTest extends StoreTest {

  /** Tables and indexes begin on the first pages of a new file; what is stored follows. */
  private static final long AFTER_SCHEMA = 64 * 4_096;

  @Contract("FIL-01")
  @Test
  void the_files_of_a_trail_are_the_owners_alone() throws IOException {
    open().append(event());

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .as("%s", file)
                      .isEqualTo("rw-------"));
    }
  }

  @Contract("FIL-07")
  @Test
  void a_trail_has_a_write_ahead_log() throws SQLException {
    open().close();

    assertThat(place().texts("PRAGMA journal_mode")).containsExactly("wal");
  }

  @Contract("FIL-01")
  @Test
  void a_closed_trail_is_one_file() throws IOException {
    EventStore store = open();
    store.append(event());
    store.list(IN_APOLLO);
    store.close();

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Contract("FIL-01")
  @ParameterizedTest
  @ValueSource(
      strings = {"a b.db", "what?mode=memory", "50%41.db", "#1&cache=shared", "日誌;x.db", "'; --"})
  void a_trail_may_have_any_name(String name) {
    Path file = directory.resolve(name);
    DomainEvent event = event();
    closing(EventStore.open(file)).append(event);

    assertThat(file).isRegularFile();
    assertThat(read(closing(EventStore.builder(file).readOnly().open()), IN_APOLLO))
        .containsExactly(event);
  }

  @Contract("FIL-02")
  @Test
  void no_trail_is_made_beside_what_is_left_of_another_one() throws IOException {
    EventStore store = open();
    store.append(event());
    Files.delete(file());
    Path left = file().resolveSibling(file().getFileName() + "-wal");
    assertThat(left).exists();

    assertThatThrownBy(() -> EventStore.open(file()))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining(left.getFileName().toString());
    assertThat(file()).doesNotExist();
    assertThat(left).exists();
  }

  @Contract("FIL-01")
  @Test
  void a_file_system_without_links_gets_its_trail_by_a_move() throws IOException {
    Path made = Files.writeString(directory.resolve("made"), "whole");

    SqliteFile.publish(
        made,
        file(),
        (link, existing) -> {
          throw new FileSystemException(link.toString(), existing.toString(), "not permitted");
        });
    assertThat(file()).hasContent("whole");

    Path late = Files.writeString(directory.resolve("late"), "too late");
    SqliteFile.publish(
        late,
        file(),
        (link, existing) -> {
          throw new UnsupportedOperationException();
        });
    assertThat(file()).hasContent("whole");
  }

  @Contract("FIL-02")
  @Test
  void a_file_that_is_no_database_is_left_as_it_is() throws IOException {
    byte[] garbage = new byte[10_000];
    new Random(7).nextBytes(garbage);
    Files.write(file(), garbage);

    assertThatThrownBy(this::open)
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining(file().toString());
    assertThat(file()).hasBinaryContent(garbage);
    assertAlone();
  }

  @Contract("FIL-02")
  @Test
  void a_short_text_is_left_as_it_is() throws IOException {
    Files.writeString(file(), "dear diary");

    assertThatThrownBy(this::open).satisfies(Refusals.with(Reason.FOREIGN));
    assertThat(file()).hasContent("dear diary");
    assertAlone();
  }

  @Contract("FIL-02")
  @Test
  void an_empty_file_is_left_as_it_is() throws IOException {
    Files.createFile(file());

    assertThatThrownBy(this::open)
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("empty");
    assertThat(file()).isEmptyFile();
  }

  @Contract("FIL-02")
  @Test
  void another_programs_database_is_left_as_it_is() throws Exception {
    Sql.execute(file(), "CREATE TABLE event (x)", "INSERT INTO event VALUES (1)");
    byte[] before = Files.readAllBytes(file());

    assertThatThrownBy(this::open)
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("another application");
    assertThatThrownBy(() -> builder().readOnly().open()).satisfies(Refusals.with(Reason.FOREIGN));
    assertThat(file()).hasBinaryContent(before);
    assertAlone();
  }

  private void assertAlone() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Contract("FIL-02")
  @ParameterizedTest
  @ValueSource(strings = {"/dev/full", "/dev/null", "/"})
  void what_is_no_file_is_refused(String path) {
    assertThatThrownBy(() -> EventStore.open(Path.of(path)))
        .satisfies(Refusals.with(Reason.FOREIGN))
        .hasMessageContaining("must be a regular file");
  }

  @Contract("FIL-03")
  @Test
  void a_damaged_file_is_told_and_left_as_it_is() throws IOException {
    EventStore store = open();
    store.append(events(2_000));
    store.close();
    Random random = new Random(11);
    try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
      for (long at = AFTER_SCHEMA; at < bytes.length(); at += 4_096) {
        byte[] noise = new byte[4_096];
        random.nextBytes(noise);
        bytes.seek(at);
        bytes.write(noise);
      }
    }
    byte[] before = Files.readAllBytes(file());

    EventStore damaged = closing(builder().readOnly().open());

    assertThatThrownBy(() -> damaged.list(IN_APOLLO.cursor(Cursor.start())))
        .satisfies(Refusals.with(Reason.CORRUPT))
        .hasMessageContaining("damaged");
    damaged.close();
    EventStore writing = open();
    assertThatThrownBy(() -> writing.append(event())).satisfies(Refusals.with(Reason.CORRUPT));
    writing.close();
    assertThat(file()).hasBinaryContent(before);
  }

  @Contract("FIL-03")
  @Test
  void a_row_that_is_no_event_is_told() throws SQLException {
    DomainEvent event = event();
    open().append(event);
    Sql.execute(file(), "UPDATE trail_event SET details = '{\"a\":1,\"a\":2}'");
    EventStore store = open();

    assertDamaged(() -> store.list(IN_APOLLO));
    assertDamaged(() -> store.append(event));
    Sql.execute(file(), "UPDATE trail_event SET details = '{', kind = 99");
    assertDamaged(() -> store.list(IN_APOLLO));
    assertDamaged(() -> store.countByKind(IN_APOLLO));
    assertDamaged(() -> store.follow(IN_APOLLO, Cursor.start(), stored -> {}).done().join());
  }

  private void assertDamaged(ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .satisfiesAnyOf(
            failure -> assertThat(failure).satisfies(Refusals.with(Reason.CORRUPT)),
            failure -> assertThat(failure.getCause()).satisfies(Refusals.with(Reason.CORRUPT)))
        .hasMessageContaining(file().toString());
  }

  @Contract("FIL-04")
  @Test
  void a_file_marked_as_read_only_can_be_read_and_not_be_written() throws IOException {
    DomainEvent event = event();
    EventStore store = open();
    store.append(event);
    store.close();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));

    assertThatThrownBy(this::open)
        .satisfies(Refusals.with(Reason.READ_ONLY))
        .hasMessageContaining("make it writable");
    EventStore reading = closing(builder().readOnly().open());
    assertThat(read(reading, IN_APOLLO)).containsExactly(event);
    assertThatThrownBy(() -> reading.append(event())).satisfies(Refusals.with(Reason.READ_ONLY));
  }

  @Contract("FIL-04")
  @Test
  void what_the_system_forbids_to_write_is_told_as_such() {
    SQLException refused = new SQLException("attempt to write a readonly database", null, 8);

    assertThat(
            SqliteErrors.translate(
                StoreException.FACTORY, file(), "append to", Duration.ZERO, refused))
        .satisfies(Refusals.with(Reason.READ_ONLY))
        .hasCause(refused);
  }

  @Contract("FIL-04")
  @Test
  void a_store_for_reading_makes_no_file() {
    assertThatThrownBy(() -> builder().readOnly().open())
        .satisfies(Refusals.with(Reason.NOT_FOUND));
    assertThat(file()).doesNotExist();
  }

  @Contract("FIL-02")
  @Test
  void a_directory_that_is_not_there_is_not_made() {
    Path file = directory.resolve("no/trail.db");

    assertThatThrownBy(() -> EventStore.open(file))
        .satisfies(Refusals.with(Reason.NOT_FOUND))
        .hasMessageContaining("create it");
    assertThat(directory).isEmptyDirectory();
  }

  @Contract("FIL-05")
  @Test
  void a_file_deleted_while_open_is_noticed_before_an_append_returns() throws IOException {
    EventStore store = open();
    store.append(event());
    Files.delete(file());

    assertThatThrownBy(() -> store.append(event()))
        .satisfies(Refusals.with(Reason.GONE))
        .hasMessageContaining("deleted");
    assertThatThrownBy(() -> store.list(IN_APOLLO)).satisfies(Refusals.with(Reason.GONE));
    assertThat(file()).doesNotExist();
  }

  @Contract("FIL-05")
  @Test
  void a_file_replaced_while_open_is_noticed_and_not_written_to() throws IOException {
    EventStore other = closing(EventStore.open(directory.resolve("other.db")));
    other.close();
    EventStore store = open();
    store.append(event());
    Files.delete(file());
    Files.copy(directory.resolve("other.db"), file());

    assertThatThrownBy(() -> store.append(event()))
        .satisfies(Refusals.with(Reason.GONE))
        .hasMessageContaining("replaced");
    store.close();
    assertThat(file()).hasSameBinaryContentAs(directory.resolve("other.db"));
  }

  @Contract({"FIL-06", "STO-02"})
  @Test
  void without_space_nothing_of_a_batch_is_stored_and_the_store_goes_on() {
    EventStore store = closing(builder().maxBytes(1 << 20).open());
    DomainEvent first = event();
    store.append(first);
    List<DomainEvent> batch = events(5_000);

    assertThatThrownBy(() -> store.append(batch))
        .satisfies(Refusals.with(Reason.FULL))
        .hasMessageContaining("make room");

    assertThat(read(store, IN_APOLLO)).containsExactly(first);
    assertThat(store.append(event()).stored()).isEqualTo(1);
    store.close();
    EventStore roomy = open();
    assertThat(roomy.append(batch).stored()).isEqualTo(5_000);
  }

  @Contract("STO-03")
  @Test
  void every_commit_is_forced_to_the_disk() throws SQLException {
    EventStore store = open();

    List<String> full = store.database().write(own -> Sql.texts(own, "PRAGMA synchronous", 1));

    assertThat(full).as("FULL").containsExactly("2");
  }

  @Contract("FIL-09")
  @Test
  void what_is_in_the_log_is_brought_into_the_file_beside_the_commits() throws Exception {
    open().close();
    Database database = builder().database(new Migrations(Schema.MIGRATIONS, clock));
    try (Connection writer = database.writer()) {
      Sql.execute(
          writer,
          "CREATE TABLE ballast (x BLOB)",
          "INSERT INTO ballast VALUES (zeroblob(8000000))");
      assertThat(waiting(writer)).as("a commit has left it in the log").isGreaterThan(1_900);

      SqliteCheckpoints checkpoints = new SqliteCheckpoints(database.writer());
      checkpoints.run();
      assertThat(waiting(writer)).isZero();

      for (int i = 0; i < 5; i++) {
        Sql.execute(writer, "INSERT INTO ballast VALUES (zeroblob(8000000))");
        checkpoints.run();
      }
      checkpoints.end();
      assertThat(Files.size(file().resolveSibling("trail.db-wal"))).isLessThan(1 << 26);
    }
  }

  @Contract("FIL-09")
  @Test
  @Timeout(20)
  void a_stream_that_keeps_the_log_holds_no_writer_up() throws Exception {
    EventStore store = open();
    store.append(events(2));
    Database database =
        builder()
            .busyTimeout(Duration.ofMinutes(1))
            .database(new Migrations(Schema.MIGRATIONS, clock));
    try (Stream<StoredEvent> stream = store.stream(IN_APOLLO);
        Connection writer = database.writer()) {
      Iterator<StoredEvent> reading = stream.iterator();
      reading.next();
      Sql.execute(
          writer,
          "CREATE TABLE ballast (x BLOB)",
          "INSERT INTO ballast VALUES (zeroblob(40000000))");

      SqliteCheckpoints checkpoints = new SqliteCheckpoints(database.writer());
      checkpoints.run();
      checkpoints.end();

      assertThat(reading.hasNext()).isTrue();
    }
  }

  private static long waiting(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet log = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
      log.next();
      return log.getLong(2) - log.getLong(3);
    }
  }

  @Contract("FIL-08")
  @Test
  void space_is_given_back_between_the_appends_of_the_store() throws Exception {
    EventStore store = closing(builder().busyTimeout(Duration.ZERO).open());
    store.append(events(2_000));
    Sql.execute(file(), "DELETE FROM trail_event WHERE seq > 10");
    FutureTask<String> shrinking =
        new FutureTask<>(
            () -> {
              store.backend().shrink(store.writing());
              return "done";
            });
    Thread thread = new Thread(shrinking);

    store
        .database()
        .write(
            own -> {
              thread.start();
              while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
                Thread.onSpinWait();
              }
              return thread.isAlive();
            });

    assertThat(shrinking.get(30, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(place().texts("PRAGMA freelist_count")).containsExactly("0");
  }

  @Contract("FIL-08")
  @Test
  void a_file_gets_smaller_when_events_are_removed() throws Exception {
    EventStore store = open();
    store.append(events(20_000));
    store.append(event(EventType.PLAN_CREATED).scope(GEMINI).build());
    store.close();
    long full = Files.size(file());
    store = open();
    clock.advance(Duration.ofDays(1));
    store.append(events(10));

    new Retention(store).run(List.of(new Retention.Plan("daily", Duration.ofHours(1), null)));

    assertThat(store.count(IN_APOLLO)).isEqualTo(10);
    assertThat(Files.size(file())).isLessThan(full / 10);
  }

  @Test
  void ill_formed_options_are_refused_by_name() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventStore.open(Absent.<Path>absent()))
        .withMessage("file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().maxBytes(7))
        .withMessageContaining("maxBytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().busyTimeout(Duration.ofMillis(-1)))
        .withMessageContaining("busyTimeout");
  }
}
