package io.tidings.event.store.internal.delivery;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.DeadLetter;
import io.tidings.event.store.delivery.DeliveryDeadLetters;
import io.tidings.event.store.delivery.RecordedFailure;
import io.tidings.event.store.spi.StoreDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The dead letters of one name. A change locks the row of the consumer, which notices it by the
 * revision. Thread-safe.
 *
 * @contract DLV-06
 */
final class StoredDeadLetters implements DeliveryDeadLetters {

  private static final int PAGE = 200;

  private final StoreDatabase database;
  private final EventSource events;
  private final String name;
  private final FailureTable failures;
  private final Runnable changed;

  /**
   * Creates dead letters.
   *
   * @param changed called after each change
   */
  StoredDeadLetters(StoreDatabase database, EventSource events, String name, Runnable changed) {
    this.database = database;
    this.events = events;
    this.name = name;
    this.failures = new FailureTable(name);
    this.changed = changed;
  }

  private boolean exists() {
    return database.hasTable("delivery_failure");
  }

  @Override
  public long count() {
    return exists() ? database.read(connection -> failures.count(connection, FailureRow.DEAD)) : 0;
  }

  @Override
  public List<DeadLetter> list(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
    }
    List<DeadLetter> letters = new ArrayList<>();
    long after = 0;
    while (letters.size() < limit) {
      List<FailureRow> page = page(after);
      if (page.isEmpty()) {
        break;
      }
      after = page.get(page.size() - 1).seq();
      Map<Long, EventSource.Entry> entries = entries(page);
      for (FailureRow row : page) {
        EventSource.Entry entry = entries.get(row.seq());
        if (entry != null && letters.size() < limit) {
          letters.add(letter(row, entry));
        }
      }
    }
    return List.copyOf(letters);
  }

  private List<FailureRow> page(long after) {
    return exists()
        ? database.read(connection -> failures.inState(connection, FailureRow.DEAD, after, PAGE))
        : List.of();
  }

  private Map<Long, EventSource.Entry> entries(List<FailureRow> page) {
    return events.at(page.stream().map(FailureRow::seq).toList()).stream()
        .collect(Collectors.toMap(EventSource.Entry::seq, entry -> entry));
  }

  private DeadLetter letter(FailureRow row, EventSource.Entry entry) {
    RecordedFailure failure = row.failure();
    return new DeadLetter(
        entry.event(),
        name,
        row.attempts(),
        failure == null ? new RecordedFailure("unknown", "") : failure,
        () -> change(List.of(row), List.of(), true) == 1);
  }

  @Override
  public int redrive(Predicate<? super DeadLetter> which) {
    return each(which, true);
  }

  @Override
  public int discard(Predicate<? super DeadLetter> which) {
    return each(which, false);
  }

  private int each(Predicate<? super DeadLetter> which, boolean isRedriven) {
    requireNonNull(which, "which");
    int count = 0;
    long after = 0;
    for (List<FailureRow> page = page(after); !page.isEmpty(); page = page(after)) {
      after = page.get(page.size() - 1).seq();
      Map<Long, EventSource.Entry> entries = entries(page);
      List<FailureRow> selected = new ArrayList<>();
      List<FailureRow> removed = new ArrayList<>();
      for (FailureRow row : page) {
        EventSource.Entry entry = entries.get(row.seq());
        if (entry == null) {
          removed.add(row);
        } else if (which.test(letter(row, entry))) {
          selected.add(row);
        }
      }
      count += change(selected, removed, isRedriven);
    }
    return count;
  }

  /** Changes letters that are still there; returns the number of the selected ones. */
  private int change(List<FailureRow> selected, List<FailureRow> removed, boolean isRedriven) {
    if (selected.isEmpty() && removed.isEmpty()) {
      return 0;
    }
    int count =
        database.write(
            connection -> {
              Lock lock = lock(connection, removed.size());
              delete(connection, removed, lock);
              List<FailureRow> dead = new ArrayList<>();
              for (FailureRow row : selected) {
                if (failures.isDead(connection, row.seq())) {
                  dead.add(row);
                }
              }
              if (!isRedriven) {
                delete(connection, dead, lock);
              } else {
                for (FailureRow row : dead) {
                  failures.redrive(connection, row);
                }
              }
              return dead.size();
            });
    changed.run();
    return count;
  }

  private void delete(Connection connection, List<FailureRow> rows, Lock lock) throws SQLException {
    failures.delete(connection, rows.stream().map(FailureRow::seq).toList(), lock.position);
    Set<String> keys =
        rows.stream().map(FailureRow::key).filter(key -> key != null).collect(Collectors.toSet());
    failures.promote(connection, keys, lock.passing);
  }

  /** The locked row of a consumer. */
  private record Lock(boolean passing, long position) {}

  /** Locks the consumer's row and counts the change. */
  private Lock lock(Connection connection, int removed) throws SQLException {
    FailureTable.update(
        connection,
        "UPDATE delivery_consumer SET revision = revision + 1, removed = removed + ?"
            + " WHERE name = ?",
        removed,
        name);
    try (PreparedStatement select =
            FailureTable.prepared(
                connection, "SELECT passing, seq FROM delivery_consumer WHERE name = ?", name);
        ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? new Lock(rows.getInt(1) == 1, rows.getLong(2))
          : new Lock(false, Long.MAX_VALUE);
    }
  }
}
