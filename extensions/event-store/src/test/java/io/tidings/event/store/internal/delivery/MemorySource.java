package io.tidings.event.store.internal.delivery;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.internal.follow.RemovalMark;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Events in memory, with gaps between their positions. */
final class MemorySource implements EventSource {

  private final NavigableMap<Long, DomainEvent> events = new TreeMap<>();
  private final int pageSize;
  private long last;
  private RemovalMark removed = new RemovalMark(0, 0);

  MemorySource(int pageSize) {
    this.pageSize = pageSize;
  }

  long append(DomainEvent event, int gap) {
    last += 1 + gap;
    events.put(last, event);
    return last;
  }

  /** Removes an event as retention does. */
  void remove(long seq) {
    events.remove(seq);
    removed = new RemovalMark(Math.max(seq, removed.upTo()), removed.number() + 1);
  }

  long last() {
    return last;
  }

  @Override
  public Page page(long after) {
    List<Entry> entries =
        events.tailMap(after, false).entrySet().stream()
            .limit(pageSize)
            .map(each -> new Entry(each.getKey(), Instant.EPOCH, each.getValue()))
            .toList();
    boolean isLast = entries.size() < pageSize;
    long upTo = isLast ? Math.max(after, last) : entries.get(entries.size() - 1).seq();
    return new Page(
        entries, upTo, isLast, removed.upTo() > after ? removed : new RemovalMark(0, 0));
  }

  @Override
  public List<Entry> at(Collection<Long> positions) {
    return positions.stream()
        .filter(events::containsKey)
        .map(seq -> new Entry(seq, Instant.EPOCH, Objects.requireNonNull(events.get(seq))))
        .toList();
  }

  @Override
  public long count(long after) {
    return events.tailMap(after, false).size();
  }

  @Override
  public String project() {
    return "";
  }
}
