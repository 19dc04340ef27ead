package io.tidings.event.rx;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Immutable index of a stream's links in subscription order: all links, and for each catalogue kind
 * the links whose selector may match it. Copied on write by the stream; thread-safe.
 */
final class ObserverLinks {

  private static final EventType[] TYPES = EventType.values();

  /** The only instance without links. */
  static final ObserverLinks NONE = none();

  private final ObserverLink[] all;
  private final ObserverLink[][] byType;

  private ObserverLinks(ObserverLink[] all, ObserverLink[][] byType) {
    this.all = all;
    this.byType = byType;
  }

  private static ObserverLinks none() {
    ObserverLink[][] byType = new ObserverLink[TYPES.length][];
    Arrays.fill(byType, ObserverLink.NONE);
    return new ObserverLinks(ObserverLink.NONE, byType);
  }

  /** Returns every link. */
  ObserverLink[] all() {
    return all;
  }

  /** Returns the links that may match a kind: exact for the catalogue, all links otherwise. */
  ObserverLink[] candidates(EventKind kind) {
    return kind instanceof EventType type ? byType[type.ordinal()] : all;
  }

  /** Returns whether some link's selector may match a kind. */
  boolean mayMatch(EventKind kind) {
    ObserverLink[] candidates = candidates(kind);
    if (kind instanceof EventType) {
      return candidates.length > 0;
    }
    for (ObserverLink link : candidates) {
      if (link.mayMatch(kind)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a copy with one link appended. */
  ObserverLinks with(ObserverLink added) {
    ObserverLink[][] rows = byType.clone();
    for (EventType type : TYPES) {
      int row = type.ordinal();
      rows[row] = added.mayMatch(type) ? append(rows[row], added) : rows[row];
    }
    return new ObserverLinks(append(all, added), rows);
  }

  /** Returns a copy without one link, if it is present. */
  ObserverLinks without(ObserverLink removed) {
    ObserverLink[] others = without(all, removed);
    if (others.length == 0) {
      return NONE;
    }
    ObserverLink[][] rows = byType.clone();
    for (int row = 0; row < rows.length; row++) {
      rows[row] = without(rows[row], removed);
    }
    return new ObserverLinks(others, rows);
  }

  private static ObserverLink[] append(ObserverLink[] links, ObserverLink last) {
    ObserverLink[] longer = Arrays.copyOf(links, links.length + 1);
    longer[links.length] = last;
    return longer;
  }

  private static ObserverLink[] without(ObserverLink[] links, ObserverLink removed) {
    return Arrays.asList(links).contains(removed)
        ? Stream.of(links).filter(link -> link != removed).toArray(ObserverLink[]::new)
        : links;
  }
}
