package io.tidings.event;

import static io.tidings.event.BusDescription.Reason.HANDLED;
import static io.tidings.event.BusDescription.Reason.KEY;
import static io.tidings.event.BusDescription.Reason.KIND;
import static io.tidings.event.BusDescription.Reason.PREDICATE;
import static io.tidings.event.BusDescription.Reason.PREDICATE_FAILED;
import static io.tidings.event.BusDescription.Reason.RECEIVES;

import io.tidings.event.BusDescription.Entry;
import io.tidings.event.BusDescription.Explanation;
import io.tidings.event.BusDescription.Reason;
import io.tidings.event.BusDescription.Verdict;
import io.tidings.event.internal.FatalErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Description of a bus and of what an emit would do, without a delivery. Confined to one thread.
 *
 * @contract DSC-01, DSC-02
 */
final class Inspection {

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final List<HandlerSubscription> subscriptions;
  private final @Nullable HandlerSubscription unhandled;
  private final Taps taps;
  private final boolean open;

  /**
   * Creates an inspection.
   *
   * @param subscriptions the active subscriptions, in the order of calls
   * @param unhandled the subscription of unhandled events, or null
   */
  Inspection(
      List<HandlerSubscription> subscriptions,
      @Nullable HandlerSubscription unhandled,
      Taps taps,
      boolean open) {
    this.subscriptions = subscriptions;
    this.unhandled = open ? unhandled : null;
    this.taps = taps;
    this.open = open;
  }

  /** Returns the method and line that calls a method of a bus, or null if there is none. */
  static @Nullable String callerOfBus() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !EventBus.class.isAssignableFrom(frame.getDeclaringClass()))
                .filter(frame -> frame.getDeclaringClass() != Inspection.class)
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse(null));
  }

  BusDescription describe(DispatchOrder order) {
    List<Entry> entries = new ArrayList<>();
    subscriptions.forEach(each -> entries.add(each.describe()));
    if (unhandled != null) {
      entries.add(unhandled.describe());
    }
    return new BusDescription(open, order, entries, taps.names());
  }

  /** Returns what an emit would do now; calls predicates and interests, with the event current. */
  Explanation explain(DomainEvent event, boolean enabledByHandlers) {
    try (EventContext.Handle current = EventContext.of(event).open()) {
      List<Verdict> ofTaps = open ? taps.explain(event.kind()) : List.of();
      List<Verdict> ofHandlers = new ArrayList<>();
      for (HandlerSubscription each : subscriptions) {
        ofHandlers.add(explain(each, event));
      }
      if (unhandled != null) {
        boolean handled = ofHandlers.stream().anyMatch(Verdict::isReceiver);
        ofHandlers.add(new Verdict(unhandled.name(), handled ? HANDLED : RECEIVES, ""));
      }
      boolean enabled =
          open
              && (enabledByHandlers
                  || unhandled != null
                  || ofTaps.stream().anyMatch(Verdict::isReceiver));
      return new Explanation(event, open, enabled, ofHandlers, ofTaps);
    }
  }

  /** Returns the answer of the alternative that matches, else of the one that came nearest. */
  private static Verdict explain(HandlerSubscription subscription, DomainEvent event) {
    Verdict nearest = new Verdict(subscription.name(), KIND, "the selector matches no event");
    for (Clause clause : subscription.clauses()) {
      Verdict verdict = explain(subscription.name(), clause, event);
      if (verdict.isReceiver()) {
        return verdict;
      }
      boolean nearer =
          verdict.reason().compareTo(nearest.reason()) > 0 || nearest.detail().startsWith("the ");
      nearest = nearer ? verdict : nearest;
    }
    return nearest;
  }

  private static Verdict explain(String name, Clause clause, DomainEvent event) {
    String selects = clause.describe();
    if (!clause.matchesKind(event.kind().id(), EventKind.category(event.kind()))) {
      return new Verdict(name, KIND, "selects " + selects);
    }
    for (Map.Entry<Clause.Key, String> key : clause.keys().entrySet()) {
      if (!key.getKey().matches(event, key.getValue())) {
        String present = String.valueOf(key.getKey().of(event));
        return new Verdict(
            name, KEY, "selects %s; the event has %s %s".formatted(selects, key.getKey(), present));
      }
    }
    int number = 0;
    for (Predicate<? super DomainEvent> predicate : clause.predicates()) {
      number++;
      String which = "predicate %s of %s ".formatted(number, clause.predicates().size());
      try {
        if (!test(predicate, event)) {
          return new Verdict(name, PREDICATE, which + "returned false");
        }
      } catch (Throwable failure) {
        FatalErrors.rethrow(failure);
        return failed(name, which, failure);
      }
    }
    return new Verdict(name, RECEIVES, "");
  }

  private static Verdict failed(String name, String which, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    Reason reason = PREDICATE_FAILED;
    return new Verdict(name, reason, which + "threw " + failure.getClass().getName());
  }

  /** Calls a predicate; discards the contexts that it leaves open. */
  private static boolean test(Predicate<? super DomainEvent> predicate, DomainEvent event) {
    long mark = ThreadState.mark();
    try {
      return predicate.test(event);
    } finally {
      ThreadState.discardSince(mark);
    }
  }
}
