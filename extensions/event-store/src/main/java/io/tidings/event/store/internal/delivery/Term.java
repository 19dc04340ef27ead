package io.tidings.event.store.internal.delivery;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.ContentSize;
import io.tidings.event.store.internal.follow.Position;
import io.tidings.event.store.internal.follow.RemovalMark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The work of one consumer while it holds the lease: reads pages, stores outcomes with the
 * position, and has failed events attempted again. Confined to the consumer's thread.
 *
 * @contract DLV-01, DLV-02, DLV-05, DLV-09
 */
final class Term {

  private static final long SAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SCAN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int LEASE_PARTS = 5;

  private final Settings settings;
  private final ConsumerRows rows;
  private final EventSource source;
  private final Window window;
  private final StoredEvents stored;
  private final DeliveryLog log;
  private final Consumer<Window> dispatch;
  private final long leaseNanos;
  private Changes changes = new Changes();
  private final long lastRow;
  private boolean hasRows;
  private long acknowledged;
  private long revision;
  private long savedPosition;
  private long savedAt;
  private long scannedAt;
  private long failedAttempts;
  private boolean isAtEnd;

  Term(
      Settings settings,
      ConsumerRows rows,
      EventSource source,
      ConsumerRows.Start start,
      long startedAt,
      Runnable wake,
      Consumer<Window> dispatch,
      DeliveryLog log) {
    this.settings = settings;
    this.rows = rows;
    this.source = source;
    this.log = log;
    this.dispatch = dispatch;
    this.leaseNanos = settings.options().lease().toNanos();
    this.window = new Window(start.position().seq(), settings.nanoTime(), wake);
    this.stored = new StoredEvents(settings, rows, source, window, this);
    this.hasRows = start.lastRow() > 0;
    this.lastRow = start.lastRow();
    this.acknowledged = start.position().acknowledged();
    this.revision = start.revision();
    this.savedPosition = start.position().seq();
    this.savedAt = startedAt;
    this.scannedAt = startedAt - SCAN_NANOS;
    renewed(startedAt);
    if (hasRows) {
      stored.scanNext();
    }
  }

  /** Permits attempts until well before the lease ends, counted from before it was taken. */
  private void renewed(long since) {
    window.valid(since + leaseNanos - leaseNanos / LEASE_PARTS);
  }

  Window window() {
    return window;
  }

  Changes changes() {
    return changes;
  }

  private long now() {
    return settings.nanoTime().getAsLong();
  }

  /**
   * Does what can be done now.
   *
   * @param isUrgent whether a moved position is to be stored, and changes by others looked for, at
   *     once
   * @return whether there is more to be done at once
   * @throws LeaseLostException if another consumer has taken over
   */
  boolean turn(boolean isUrgent) {
    settleOutcomes();
    commitChanges();
    boolean isMore = read();
    scan(isUrgent);
    commitChanges();
    stored.beginDue();
    dispatch.accept(window);
    if (isDue(isUrgent)) {
      commit();
    }
    return isMore;
  }

  /** Stores the outcomes so far. */
  void finish() {
    settleOutcomes();
    commit();
  }

  private void settleOutcomes() {
    for (Outcome outcome : window.drain()) {
      if (outcome.failure() == null) {
        stored.delivered(outcome.item());
      } else {
        failed(outcome.item(), outcome.failure());
      }
    }
  }

  private void failed(Item item, Throwable failure) {
    failedAttempts++;
    boolean isRetried = settings.isRetried(item.attempts, failure);
    int state = isRetried ? FailureRow.READY : FailureRow.DEAD;
    FailureRow row = item.row(state, settings.text());
    changes.upsert(row);
    stored.forget(item);
    boolean isHolding = !item.isReleased && (isRetried || !settings.options().isPassing());
    if (isHolding) {
      window.behind(item).forEach(this::hold);
    }
    if (isRetried && item.isReleased) {
      changes.then(() -> stored.load(row, false));
    } else if (isRetried) {
      stored.retry(item.stored(FailureRow.READY));
    } else {
      log.dead(item, failure, isHolding);
      changes.touch(item.key);
      changes.then(() -> window.free(item));
    }
    pass(item);
  }

  /** Moves an event that waits in memory behind a failed one to a row. */
  private void hold(Item item) {
    stored.forget(item);
    changes.upsert(item.row(FailureRow.HELD, settings.text()));
    pass(item);
  }

  /** Has the position pass an event read from the trail, which has a row now. */
  private void pass(Item item) {
    if (!item.isStored) {
      window.stored(List.of(item));
    }
  }

  /** Reads a page if there is room; returns whether there may be another one at once. */
  private boolean read() {
    if (!window.hasRoom() || stored.isFull()) {
      return false;
    }
    EventSource.Page page = source.page(window.readUpTo());
    noteRemoval(page.removed());
    isAtEnd = page.isLast();
    if (page.upTo() > window.readUpTo()) {
      add(page);
    }
    return !isAtEnd;
  }

  private void add(EventSource.Page page) {
    List<Item> items = items(page.entries());
    Set<String> keys = new HashSet<>();
    items.stream().filter(item -> item.key != null).forEach(item -> keys.add(item.key));
    Set<String> blocked = hasRows ? rows.blocked(keys) : Set.of();
    List<Item> free = new ArrayList<>(items.size());
    for (Item item : items) {
      if (item.key != null && blocked.contains(item.key)) {
        changes.upsert(item.row(FailureRow.HELD, settings.text()));
        changes.touch(item.key);
      } else {
        free.add(item);
      }
    }
    window.add(free, page.upTo());
  }

  /** Returns the events of a page that have no row from an earlier term. */
  private List<Item> items(List<EventSource.Entry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    long first = entries.get(0).seq();
    Set<Long> known =
        first > lastRow ? Set.of() : rows.between(first, entries.get(entries.size() - 1).seq());
    return entries.stream().filter(entry -> !known.contains(entry.seq())).map(this::item).toList();
  }

  private Item item(EventSource.Entry entry) {
    DomainEvent event = entry.event();
    return Item.read(entry, key(event), ContentSize.of(event.details()));
  }

  private @Nullable String key(DomainEvent event) {
    String key;
    try {
      key = settings.options().key().of(event);
    } catch (Throwable failure) {
      log.keyFailed(event, failure);
      key = event.correlationId();
    }
    return key == null ? null : OrderingKeys.storable(key);
  }

  private void noteRemoval(RemovalMark removed) {
    boolean isKnown = acknowledged != Position.ANY_REMOVAL;
    if (isKnown && removed.number() > acknowledged) {
      log.removed(window.readUpTo(), removed.upTo());
    }
    acknowledged = Math.max(acknowledged, removed.number());
  }

  /** Notes that the event of a row was removed from the trail. */
  void removed(Item item) {
    changes.removed(item.seq);
    changes.touch(item.key);
    log.removed(item);
  }

  private void commitChanges() {
    if (!changes.isEmpty()) {
      commit();
    }
  }

  /** Returns whether there are changes, or it is time to store the position or renew the lease. */
  private boolean isDue(boolean isUrgent) {
    long since = now() - savedAt;
    boolean isMoved = window.position() != savedPosition;
    return !changes.isEmpty()
        || (isMoved && (isUrgent || since >= SAVE_NANOS))
        || since >= leaseNanos / LEASE_PARTS;
  }

  private void commit() {
    long start = now();
    long position = window.position();
    List<FailureRow> promoted = stored(new Position(position, acknowledged));
    Changes done = changes;
    changes = new Changes();
    savedPosition = position;
    savedAt = start;
    renewed(start);
    hasRows |= done.hasUpserts();
    done.runFollowUps();
    promoted.forEach(row -> stored.load(row, true));
  }

  /**
   * Stores the changes; after a failure, whose outcome may be unknown, ready rows are looked for.
   */
  private List<FailureRow> stored(Position position) {
    try {
      return rows.commit(changes, position);
    } catch (RuntimeException failure) {
      hasRows = true;
      stored.scanNext();
      throw failure;
    }
  }

  /** Looks for rows that became ready through others, and whether there are rows at all. */
  private void scan(boolean isUrgent) {
    long now = now();
    if (!isUrgent && now - scannedAt < SCAN_NANOS) {
      return;
    }
    scannedAt = now;
    if (hasRows) {
      long current = rows.revision();
      if (current != revision) {
        revision = current;
        stored.scanNext();
      }
      stored.scan();
      hasRows = !stored.isEmpty() || rows.hasRows();
    }
  }

  /** Returns whether everything up to a position is settled and stored. */
  boolean isSettled(long upTo) {
    return changes.isEmpty() && savedPosition >= upTo && stored.isSettled(upTo);
  }

  /** Returns whether the latest page was the last one and was taken. */
  boolean isAtEnd() {
    return isAtEnd;
  }

  /** Returns whether events wait although none is handled, or can be read. */
  boolean hasWork() {
    return window.unsettled() > 0 || stored.isFull();
  }

  /** Returns the number of attempts that have failed. */
  long failedAttempts() {
    return failedAttempts;
  }

  long position() {
    return window.position();
  }

  int waiting() {
    return stored.waiting();
  }

  /** Returns the time until something is due that no wake-up announces. */
  long idleNanos(long most) {
    long now = now();
    long idle = Math.min(most, savedAt + leaseNanos / LEASE_PARTS - now);
    if (window.position() != savedPosition) {
      idle = Math.min(idle, savedAt + SAVE_NANOS - now);
    }
    return Math.max(0, Math.min(idle, stored.nextDue() - now));
  }
}
