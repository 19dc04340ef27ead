package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of a store have in common: a database of their own, and events. */
public abstract class StoreTest {

  static final EventScope APOLLO = EventScope.none().withProject("apollo");
  static final EventScope GEMINI = EventScope.none().withProject("gemini");
  static final EventQuery IN_APOLLO = EventQuery.project("apollo");

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  protected final TestClock clock = TestClock.at(TestClock.DEFAULT_START);
  protected final EventFactory events =
      EventFactory.standard().withClock(clock).withIds(new SequentialIds());
  private final List<EventStore> opened = new ArrayList<>();

  private @Nullable TestPlace place;

  protected StoreTest() {}

  Path file() {
    return directory.resolve("trail.db");
  }

  /** Returns where the trail of this test lies. */
  protected Backend backend() {
    return Backend.SQLITE;
  }

  @BeforeEach
  void makePlace() throws SQLException {
    place = backend().place(directory);
  }

  /** Goes on with another place. */
  void renewPlace() throws Exception {
    place().close();
    place = backend().place(Files.createTempDirectory(directory, "again"));
  }

  protected TestPlace place() {
    return requireNonNull(place);
  }

  /** Opens the store of this test, which is closed after it. */
  protected EventStore open() {
    return closing(builder().open());
  }

  protected EventStoreBuilder builder() {
    return place().builder().clock(clock);
  }

  protected EventStore closing(EventStore store) {
    opened.add(store);
    return store;
  }

  @AfterEach
  void closeAll() throws SQLException {
    opened.forEach(EventStore::close);
    place().close();
  }

  protected EventBuilder event(EventKind kind) {
    return events.root(kind).scope(APOLLO);
  }

  DomainEvent event() {
    return event(EventType.PLAN_CREATED).build();
  }

  List<DomainEvent> events(int count) {
    return IntStream.range(0, count).mapToObj(i -> event()).toList();
  }

  static List<DomainEvent> read(EventStore store, EventQuery query) {
    return store.list(query).stream().map(StoredEvent::event).toList();
  }

  static List<String> ids(EventStore store, EventQuery query) {
    return read(store, query).stream().map(DomainEvent::id).toList();
  }

  static List<String> ids(List<DomainEvent> events) {
    return events.stream().map(DomainEvent::id).toList();
  }
}
