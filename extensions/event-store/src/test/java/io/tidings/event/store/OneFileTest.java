package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files of a trail after its last connection, of whatever kind, has been closed. */
@Tag("once")
@MemoryDirectory.OnDisk
class OneFileTest extends StoreTest {

  private static final int EVENTS = 100;

  private void assertOneFile(Path folder, Path file) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** Asserts that the file alone is the trail, and that its name can be used again. */
  private void assertMovable(int events) throws IOException {
    assertOneFile(directory, file());
    Path moved = Files.createDirectory(directory.resolve("elsewhere")).resolve("moved.db");
    Files.move(file(), moved);
    EventStore alone = closing(EventStore.open(moved));
    assertThat(alone.count(IN_APOLLO)).isEqualTo(events);
    assertThat(open().count(IN_APOLLO)).isZero();
  }

  private EventStore readOnly() {
    return closing(builder().readOnly().open());
  }

  private void createTrail() {
    EventStore store = open();
    store.append(events(EVENTS));
    store.close();
  }

  @Contract("FIL-01")
  @Test
  void read_only_store_leaves_the_file_as_it_was() throws IOException {
    createTrail();
    byte[] before = Files.readAllBytes(file());
    FileTime time = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(file(), time);

    EventStore store = readOnly();
    assertThat(store.list(IN_APOLLO)).hasSize(EVENTS);
    store.close();

    assertOneFile(directory, file());
    assertThat(file()).hasBinaryContent(before);
    assertThat(Files.getLastModifiedTime(file())).isEqualTo(time);
    assertMovable(EVENTS);
  }

  @Contract("FIL-01")
  @Test
  void stream_closed_after_its_store_leaves_one_file() throws IOException {
    EventStore store = open();
    store.append(events(91));
    Stream<StoredEvent> stream = store.stream(IN_APOLLO);
    Iterator<StoredEvent> reading = stream.iterator();
    reading.next();
    store.append(events(9));

    store.close();
    assertThatThrownBy(reading::next).satisfies(Refusals.with(Reason.CLOSED));
    stream.close();

    assertMovable(EVENTS);
  }

  @Contract("FIL-01")
  @Test
  void read_only_store_closed_after_the_writer_leaves_one_file() throws IOException {
    EventStore store = open();
    store.append(events(91));
    EventStore reading = readOnly();
    assertThat(reading.count(IN_APOLLO)).isEqualTo(91);
    store.append(events(9));

    store.close();
    assertThat(reading.count(IN_APOLLO)).isEqualTo(EVENTS);
    reading.close();

    assertMovable(EVENTS);
  }

  @Contract("FIL-01")
  @Test
  void stream_of_a_read_only_store_may_be_closed_last() throws IOException {
    EventStore store = open();
    store.append(events(91));
    EventStore other = open();
    EventStore reading = readOnly();
    Stream<StoredEvent> stream = reading.stream(IN_APOLLO);
    stream.iterator().next();
    other.append(events(9));

    reading.close();
    store.close();
    other.close();
    stream.close();

    assertMovable(EVENTS);
  }

  @Contract("FIL-01")
  @Test
  void follower_of_a_read_only_store_may_be_closed_last() throws Exception {
    EventStore store = open();
    store.append(events(EVENTS));
    EventStore reading = readOnly();
    CountDownLatch received = new CountDownLatch(EVENTS);
    reading.follow(IN_APOLLO, Cursor.start(), event -> received.countDown());
    received.await();

    store.close();
    reading.close();

    assertMovable(EVENTS);
  }

  @Contract("FIL-01")
  @Test
  void reading_process_closed_last_leaves_one_file() throws Exception {
    EventStore store = open();
    store.append(events(91));
    Process reader = ReadingProcess.start(file());
    assertThat(reader.inputReader().readLine()).isEqualTo("91");
    store.append(events(9));

    store.close();
    reader.getOutputStream().close();

    assertThat(reader.waitFor()).isZero();
    assertMovable(EVENTS);
  }

  @Contract({"FIL-01", "FIL-04"})
  @Test
  void read_only_store_merges_the_log_of_a_crashed_writer() throws IOException {
    Path crashed = crash();

    EventStore reading = closing(EventStore.builder(crashed).readOnly().open());
    assertThat(reading.count(IN_APOLLO)).isEqualTo(EVENTS);
    reading.close();

    assertOneFile(directory.resolve("crashed"), crashed);
    assertThat(closing(EventStore.open(crashed)).count(IN_APOLLO)).isEqualTo(EVENTS);
  }

  /** Copies a trail with the log of its open writer, as a crash leaves them; returns its file. */
  private Path crash() throws IOException {
    createTrail();
    EventStore store = open();
    store
        .database()
        .write(own -> Sql.texts(own, "DELETE FROM trail_event WHERE seq > 91 RETURNING 1", 1));
    store.append(events(9));
    Path crashed = Files.createDirectory(directory.resolve("crashed")).resolve("trail.db");
    Files.copy(file(), crashed);
    Files.copy(directory.resolve("trail.db-wal"), crashed.resolveSibling("trail.db-wal"));
    store.close();
    return crashed;
  }

  @Contract("FIL-04")
  @Test
  void file_marked_as_read_only_stays_alone_and_unchanged() throws IOException {
    createTrail();
    byte[] before = Files.readAllBytes(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));

    EventStore reading = readOnly();
    assertThat(reading.list(IN_APOLLO)).hasSize(EVENTS);
    assertOneFile(directory, file());
    reading.close();

    assertOneFile(directory, file());
    assertThat(file()).hasBinaryContent(before);
  }

  @Contract("FIL-04")
  @Test
  void file_marked_as_read_only_is_read_with_its_log() throws IOException {
    Path crashed = crash();
    byte[] before = Files.readAllBytes(crashed);
    Path log = crashed.resolveSibling("trail.db-wal");
    byte[] logBefore = Files.readAllBytes(log);
    Files.setPosixFilePermissions(crashed, PosixFilePermissions.fromString("r--------"));

    EventStore reading = closing(EventStore.builder(crashed).readOnly().open());
    assertThat(reading.count(IN_APOLLO)).isEqualTo(EVENTS);
    reading.close();

    assertThat(crashed).hasBinaryContent(before);
    assertThat(log).hasBinaryContent(logBefore);
  }

  @Contract("FIL-04")
  @Test
  void link_to_a_file_marked_as_read_only_is_read_with_its_log() throws IOException {
    Path crashed = crash();
    Files.setPosixFilePermissions(crashed, PosixFilePermissions.fromString("r--------"));
    Path link = Files.createSymbolicLink(directory.resolve("link.db"), crashed);

    EventStore reading = closing(EventStore.builder(link).readOnly().open());

    assertThat(reading.count(IN_APOLLO)).isEqualTo(EVENTS);
  }

  @Contract("FIL-02")
  @Test
  void rejected_trail_stays_one_file() throws Exception {
    createTrail();
    Sql.execute(file(), "INSERT INTO schema_version VALUES (1000, 0)");

    assertThatThrownBy(this::open).satisfies(Refusals.with(Reason.NEWER_SCHEMA));
    assertThatThrownBy(this::readOnly).satisfies(Refusals.with(Reason.NEWER_SCHEMA));

    assertOneFile(directory, file());
  }

  @Contract("FIL-02")
  @Test
  void foreign_database_keeps_the_log_of_its_crash() throws Exception {
    Path live = Files.createDirectory(directory.resolve("live")).resolve("other.db");
    Path crashed = directory.resolve("other.db");
    try (var other = Sql.connect(live)) {
      Sql.execute(other, "PRAGMA journal_mode = WAL", "CREATE TABLE trail_event (x)");
      Files.copy(live, crashed);
      Files.copy(live.resolveSibling("other.db-wal"), directory.resolve("other.db-wal"));
    }
    byte[] before = Files.readAllBytes(crashed);
    byte[] log = Files.readAllBytes(directory.resolve("other.db-wal"));

    assertThatThrownBy(() -> EventStore.open(crashed)).satisfies(Refusals.with(Reason.FOREIGN));
    assertThatThrownBy(() -> EventStore.builder(crashed).readOnly().open())
        .satisfies(Refusals.with(Reason.FOREIGN));

    assertThat(crashed).hasBinaryContent(before);
    assertThat(directory.resolve("other.db-wal")).hasBinaryContent(log);
    assertThat(directory.resolve("other.db-shm")).doesNotExist();
  }

  @Contract("FIL-04")
  @Test
  void readers_cannot_write() throws SQLException {
    createTrail();
    for (EventStore store : List.of(open(), readOnly())) {
      for (String write :
          List.of("DELETE FROM trail_event", "CREATE TABLE x (y)", "PRAGMA user_version = 7")) {
        assertThatThrownBy(() -> store.database().read(own -> Sql.texts(own, write, 1)))
            .satisfies(Refusals.with(Reason.READ_ONLY));
      }
    }
    assertThat(place().texts("SELECT count(*) FROM events")).containsExactly("" + EVENTS);
  }
}
