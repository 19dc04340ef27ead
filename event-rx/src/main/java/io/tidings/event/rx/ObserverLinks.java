package io.tidings.event.rx;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The feeds of a stream at one moment, in the order they were added: all of them, and for each kind
 * of the catalogue those that may want it. Immutable and thread-safe; the stream replaces it as a
 * whole.
 */
final class Feeds {

  private static final EventType[] TYPES = EventType.values();

  /** No feeds; whatever has none is this. */
  static final Feeds NONE = none();

  private final Feed[] all;
  private final Feed[][] byType;

  private Feeds(Feed[] all, Feed[][] byType) {
    this.all = all;
    this.byType = byType;
  }

  private static Feeds none() {
    Feed[][] byType = new Feed[TYPES.length][];
    Arrays.fill(byType, Feed.NONE);
    return new Feeds(Feed.NONE, byType);
  }

  /** Returns every feed. */
  Feed[] all() {
    return all;
  }

  /** Returns those that may want an event of the kind, and, outside the catalogue, others too. */
  Feed[] of(EventKind kind) {
    return kind instanceof EventType type ? byType[type.ordinal()] : all;
  }

  boolean mayWant(EventKind kind) {
    Feed[] candidates = of(kind);
    if (kind instanceof EventType) {
      return candidates.length > 0;
    }
    for (Feed feed : candidates) {
      if (feed.mayWant(kind)) {
        return true;
      }
    }
    return false;
  }

  Feeds with(Feed added) {
    Feed[][] rows = byType.clone();
    for (EventType type : TYPES) {
      int row = type.ordinal();
      rows[row] = added.mayWant(type) ? append(rows[row], added) : rows[row];
    }
    return new Feeds(append(all, added), rows);
  }

  Feeds without(Feed gone) {
    Feed[] others = without(all, gone);
    if (others.length == 0) {
      return NONE;
    }
    Feed[][] rows = byType.clone();
    for (int row = 0; row < rows.length; row++) {
      rows[row] = without(rows[row], gone);
    }
    return new Feeds(others, rows);
  }

  private static Feed[] append(Feed[] feeds, Feed last) {
    Feed[] longer = Arrays.copyOf(feeds, feeds.length + 1);
    longer[feeds.length] = last;
    return longer;
  }

  private static Feed[] without(Feed[] feeds, Feed gone) {
    return Arrays.asList(feeds).contains(gone)
        ? Stream.of(feeds).filter(feed -> feed != gone).toArray(Feed[]::new)
        : feeds;
  }
}
