package io.tidings.event;

import static java.util.Objects.requireNonNull;

import io.tidings.event.async.SubscriptionMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Description of a bus at one moment, see {@link EventBus#describe}. Its text is a table with one
 * line for each subscription and tap. Immutable and thread-safe.
 *
 * @param isOpen whether the bus is open
 * @param order the treatment of events that handlers emit
 * @param subscriptions the subscriptions, in the order in which they receive an event
 * @param taps the class names of the taps, in the order in which they receive an event
 * @contract DSC-01
 */
public record BusDescription(
    boolean isOpen, DispatchOrder order, List<Entry> subscriptions, List<String> taps) {

  private static final int MAX_WIDTH = 100;

  /** Creates a description. */
  public BusDescription {
    requireNonNull(order, "order");
    subscriptions = List.copyOf(subscriptions);
    taps = List.copyOf(taps);
  }

  /**
   * Subscription of a bus.
   *
   * @param name the name
   * @param selector the text of the selector; of a predicate it shows only that there is one
   * @param order the place among the handlers of an event
   * @param isAsynchronous whether events are queued for the handler
   * @param metrics the numbers
   * @param place the method and line that subscribed the handler; null unless {@link
   *     EventBusBuilder#registrationPlaces} asks for it
   */
  public record Entry(
      String name,
      String selector,
      int order,
      boolean isAsynchronous,
      SubscriptionMetrics metrics,
      @Nullable String place) {

    private static final List<String> COLUMNS =
        List.of(
            "subscription",
            "selector",
            "order",
            "handler",
            "matching",
            "delivered",
            "dead",
            "dropped",
            "failed",
            "discarded",
            "queued",
            "in flight",
            "place");

    private List<String> cells() {
      return List.of(
          name,
          selector,
          Integer.toString(order),
          isAsynchronous ? "asynchronous" : "synchronous",
          Long.toString(metrics.matching()),
          Long.toString(metrics.delivered()),
          Long.toString(metrics.dead()),
          Long.toString(metrics.dropped()),
          Long.toString(metrics.failed()),
          Long.toString(metrics.discarded()),
          Long.toString(metrics.queued()),
          Long.toString(metrics.inFlight()),
          place == null ? "" : place);
    }
  }

  /** Returns the state of the bus and a table of its subscriptions and taps. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            "EventBus, %s, order %s, subscriptions: %s, taps: %s"
                .formatted(isOpen ? "open" : "closed", order, subscriptions.size(), taps.size()));
    if (!subscriptions.isEmpty()) {
      appendTable(
          text,
          Stream.concat(Stream.of(Entry.COLUMNS), subscriptions.stream().map(Entry::cells))
              .toList());
    }
    taps.forEach(tap -> text.append("\n  tap ").append(EventText.oneLine(tap, MAX_WIDTH)));
    return text.toString();
  }

  /** Appends rows with aligned columns; each cell is escaped and shortened. */
  private static void appendTable(StringBuilder text, List<List<String>> rows) {
    List<List<String>> cells = new ArrayList<>();
    for (List<String> row : rows) {
      cells.add(row.stream().map(cell -> EventText.oneLine(cell, MAX_WIDTH)).toList());
    }
    int[] widths =
        IntStream.range(0, cells.get(0).size())
            .map(i -> cells.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder("\n");
      for (int i = 0; i < widths.length; i++) {
        line.append("  ").append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length()));
      }
      text.append(line.toString().stripTrailing().isEmpty() ? "" : trimmed(line));
    }
  }

  private static String trimmed(StringBuilder line) {
    return "\n" + line.substring(1).stripTrailing();
  }

  /** Outcome of the selection for one handler or tap. */
  public enum Reason {
    /** The handler or tap would receive the event. */
    RECEIVES,
    /** The selector is for other kinds or another category, or the tap is not interested. */
    KIND,
    /** The selector is for another session, plan, plan tree, correlation or actor. */
    KEY,
    /** A predicate returned false. */
    PREDICATE,
    /** A predicate threw, which does not match. */
    PREDICATE_FAILED,
    /** The handler of unhandled events, if another handler would receive the event. */
    HANDLED
  }

  /**
   * Answer for one handler or tap.
   *
   * @param name the name of the subscription, or the class name of the tap
   * @param reason whether it would receive the event, or why not
   * @param detail the conditions that were compared, for a person; may be empty
   */
  public record Verdict(String name, Reason reason, String detail) {

    /** Returns whether the handler or tap would receive the event. */
    public boolean isReceiver() {
      return reason == Reason.RECEIVES;
    }

    private List<String> cells(String kind) {
      return List.of(kind, name, isReceiver() ? "receives" : "not: " + reason, detail);
    }
  }

  /**
   * Explanation of an emit that was not made, see {@link EventBus#explain}. Its text has one line
   * for each handler and tap. Immutable and thread-safe.
   *
   * @param event the event
   * @param isOpen whether the bus is open; a closed one drops every event
   * @param isEnabled whether {@link EventBus#isEnabled} is true for the kind
   * @param handlers the answers for the subscriptions, in the order in which they receive an event
   * @param taps the answers for the taps
   * @contract DSC-02
   */
  public record Explanation(
      DomainEvent event,
      boolean isOpen,
      boolean isEnabled,
      List<Verdict> handlers,
      List<Verdict> taps) {

    /** Creates an explanation. */
    public Explanation {
      requireNonNull(event, "event");
      handlers = List.copyOf(handlers);
      taps = List.copyOf(taps);
    }

    /** Returns the names of the subscriptions that would receive the event, in their order. */
    public List<String> receivers() {
      return handlers.stream().filter(Verdict::isReceiver).map(Verdict::name).toList();
    }

    /** Returns the event's kind and id, and a table of the answers. */
    @Override
    public String toString() {
      StringBuilder text =
          new StringBuilder(
              "%s %s, bus %s, %s, receivers: %s of %s subscriptions"
                  .formatted(
                      event.kind().id(),
                      event.id(),
                      isOpen ? "open" : "closed: nothing receives the event",
                      isEnabled ? "enabled" : "not enabled",
                      receivers().size(),
                      handlers.size()));
      List<List<String>> rows =
          Stream.concat(
                  taps.stream().map(tap -> tap.cells("tap")),
                  handlers.stream().map(handler -> handler.cells("subscription")))
              .toList();
      if (!rows.isEmpty()) {
        appendTable(text, rows);
      }
      return text.toString();
    }
  }
}
