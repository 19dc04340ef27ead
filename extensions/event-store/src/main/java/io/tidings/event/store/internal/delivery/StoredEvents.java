package io.tidings.event.store.internal.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events with rows that one consumer has in memory: those that wait for an attempt, without
 * their content, and those that are attempted. Bounded; the others stay in the table. Confined to
 * the consumer's thread.
 *
 * @contract DLV-12
 */
final class StoredEvents {

  /** The number of events from which on no page is read and no row loaded. */
  static final int CAPACITY = 10_000;

  private static final int FOLLOWERS = 99;
  private static final int BEGUN_AT_ONCE = 500;
  private static final int MOST_BEGUN = 2_000;

  private final Settings settings;
  private final ConsumerRows rows;
  private final EventSource source;
  private final Window window;
  private final Term term;
  private final Map<Long, Item> items = new HashMap<>();
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private long number;
  private int begun;
  private boolean isScanDue;

  StoredEvents(Settings settings, ConsumerRows rows, EventSource source, Window window, Term term) {
    this.settings = settings;
    this.rows = rows;
    this.source = source;
    this.window = window;
    this.term = term;
  }

  boolean isFull() {
    return items.size() >= CAPACITY;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  int waiting() {
    return waiting.size();
  }

  /** Notes the success of an event. */
  void delivered(Item item) {
    forget(item);
    term.changes().delete(item.seq);
    term.changes().touch(item.key);
  }

  /** Forgets an event that was attempted, or waits behind one that was. */
  void forget(Item item) {
    if (item.isStored && items.remove(item.seq) != null) {
      begun--;
    }
  }

  /** Has an event attempted again once its row is stored; its key stays reserved. */
  void retry(Item item) {
    items.put(item.seq, item);
    term.changes().then(() -> await(item, false));
  }

  private void await(Item item, boolean isAfterSuccess) {
    long due = settings.nanoTime().getAsLong() + settings.delay(item.attempts);
    waiting.add(new Waiting(item, due, number++, isAfterSuccess));
  }

  /** Loads a row that is ready, unless it is in memory. */
  void load(FailureRow row, boolean isAfterSuccess) {
    if (items.containsKey(row.seq())) {
      return;
    }
    Item item = Item.stored(row);
    item.state = FailureRow.READY;
    if (isFull() || !window.reserve(item)) {
      isScanDue = true;
      return;
    }
    items.put(item.seq, item);
    await(item, isAfterSuccess);
  }

  void scanNext() {
    isScanDue = true;
  }

  /** Loads rows that are ready if there may be some, and room for them. */
  void scan() {
    if (!isScanDue || items.size() > CAPACITY / 2) {
      return;
    }
    List<FailureRow> ready = rows.ready(CAPACITY);
    isScanDue = ready.size() == CAPACITY;
    ready.forEach(row -> load(row, false));
  }

  /** Begins the attempts that are due. */
  void beginDue() {
    List<Waiting> due = due();
    if (due.isEmpty()) {
      return;
    }
    Map<Item, List<Item>> chains = new LinkedHashMap<>();
    due.forEach(each -> chains.put(each.item(), followers(each)));
    List<Long> positions = new ArrayList<>();
    chains.forEach(
        (first, followers) -> {
          positions.add(first.seq);
          followers.forEach(item -> positions.add(item.seq));
        });
    Map<Long, EventSource.Entry> entries =
        source.at(positions).stream().collect(Collectors.toMap(EventSource.Entry::seq, e -> e));
    chains.forEach((first, followers) -> begin(first, followers, entries));
  }

  private List<Waiting> due() {
    long now = settings.nanoTime().getAsLong();
    List<Waiting> due = new ArrayList<>();
    int room = Math.min(BEGUN_AT_ONCE, MOST_BEGUN - begun);
    for (int weight = 0; weight < room && isDue(waiting.peek(), now); ) {
      Waiting next = waiting.remove();
      due.add(next);
      weight += next.isAfterSuccess() ? 1 + FOLLOWERS : 1;
    }
    return due;
  }

  private static boolean isDue(@Nullable Waiting next, long now) {
    return next != null && next.dueNanos() - now <= 0;
  }

  private List<Item> followers(Waiting first) {
    String key = first.item().key;
    if (!first.isAfterSuccess() || key == null || isFull()) {
      return List.of();
    }
    List<Item> followers = new ArrayList<>();
    for (FailureRow row : rows.heldAfter(key, first.item().seq, FOLLOWERS)) {
      if (items.containsKey(row.seq())) {
        break;
      }
      followers.add(Item.stored(row));
    }
    return followers;
  }

  private void begin(Item first, List<Item> followers, Map<Long, EventSource.Entry> entries) {
    List<Item> present = new ArrayList<>();
    for (Item follower : followers) {
      if (fill(follower, entries)) {
        items.put(follower.seq, follower);
        present.add(follower);
      }
    }
    if (fill(first, entries)) {
      begun += 1 + present.size();
      window.begin(first, present);
    } else {
      items.remove(first.seq);
      present.forEach(item -> items.remove(item.seq));
      window.free(first);
    }
  }

  /** Adds the content of an event; notes its removal if the trail no longer has it. */
  private boolean fill(Item item, Map<Long, EventSource.Entry> entries) {
    EventSource.Entry entry = entries.get(item.seq);
    item.entry = entry;
    if (entry == null) {
      term.removed(item);
    }
    return entry != null;
  }

  /** Returns whether no event up to a position waits for an attempt. */
  boolean isSettled(long upTo) {
    return !isScanDue && items.keySet().stream().noneMatch(seq -> seq <= upTo);
  }

  /** Returns the time at which the next attempt is due. */
  long nextDue() {
    Waiting next = waiting.peek();
    return next == null || begun >= MOST_BEGUN
        ? settings.nanoTime().getAsLong() + TimeUnit.DAYS.toNanos(1)
        : next.dueNanos();
  }
}
