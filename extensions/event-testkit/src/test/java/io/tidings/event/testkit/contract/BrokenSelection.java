package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Buses with faults in the evaluation of selectors. */
final class BrokenSelection {

  private static final EventKind UNUSED = EventKind.of("unused.kind");

  /** The text of a selector by one of the ids or names of an event. */
  private static final Pattern KEYED =
      Pattern.compile("(\\[| and | or )(correlation|plan|session|actor|plan tree) ");

  private BrokenSelection() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that(
            "limits all-selectors to the catalogue",
            "BUS-16 SEL-03 SEL-05",
            setup -> Sabotage.selectors(setup, BrokenSelection::catalogueOnly)),
        that(
            "loses root plan ids",
            "CTX-02 EVT-05 SEL-01",
            setup ->
                Sabotage.events(
                    setup,
                    event ->
                        event.rootPlanId() == null
                            ? event
                            : event.toBuilder().rootPlanId(null).build())),
        that(
            "matches by kind only",
            "BUS-06 DSC-01 DSC-02 SEL-01 SEL-02 SEL-04",
            BrokenSelection::kindOnly),
        that("ignores the order of options", "SEL-05 DSC-01", BrokenSelection::ignoresOrder),
        that(
            "calls handlers of all kinds last",
            "BUS-16 DEAD-01 DEAD-02 DSC-01 DSC-02 SEL-03 SEL-05",
            AllKindsLast::new),
        that("evaluates predicates for everything", "SEL-04", AsksForEverything::new),
        that(
            "treats a throwing predicate as a match",
            "DSC-02 FLT-02 SEL-04",
            setup -> Sabotage.selectors(setup, BrokenSelection::throwingMatches)));
  }

  private static EventSelector catalogueOnly(EventSelector selector) {
    return selector.toString().equals(EventSelector.all().toString())
        ? EventSelector.kinds(EventType.values())
        : selector;
  }

  private static EventBus kindOnly(BusSetup setup) {
    return Sabotage.selectors(
        setup,
        selector ->
            !KEYED.matcher(selector.toString()).find()
                ? selector
                : EventSelector.all().where(event -> selector.mayMatch(event.kind())));
  }

  private static EventSelector throwingMatches(EventSelector selector) {
    return !selector.toString().contains("predicate")
        ? selector
        : EventSelector.all().where(event -> matches(selector, event));
  }

  private static boolean matches(EventSelector selector, DomainEvent event) {
    try {
      return selector.matches(event);
    } catch (RuntimeException failure) {
      return true;
    }
  }

  private static final class AllKindsLast extends Sabotage {
    private final EventBus last;

    AllKindsLast(BusSetup setup) {
      super(setup);
      this.last = setup.withTaps().toBuilder().build();
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult first = super.emit(event);
      if (first.status() != EmitResult.Status.DONE) {
        return first;
      }
      EmitResult second = last.emit(event);
      return first.equals(EmitResult.done(first.delivered()))
          ? EmitResult.done(first.delivered() + second.delivered())
          : first;
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      return selector != null && selector.mayMatch(UNUSED)
          ? last.subscribe(selector, options, handler)
          : super.subscribe(selector, options, handler);
    }

    @Override
    public boolean isEnabled(EventKind kind) {
      return super.isEnabled(kind) || last.isEnabled(kind);
    }

    @Override
    public void close() {
      super.close();
      last.close();
    }
  }

  private static final class AsksForEverything extends Sabotage {
    private final Set<EventSelector> selectors = ConcurrentHashMap.newKeySet();

    AsksForEverything(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult result = super.emit(event);
      DomainEvent other =
          DomainEvent.root(TestKind.A).sessionId("s").correlationId(event.correlationId()).build();
      if (event.is(TestKind.B)) {
        selectors.forEach(selector -> matches(selector, other));
      }
      return result;
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      Subscription subscription = super.subscribe(selector, options, handler);
      if (selector.toString().contains("kind a and session ")) {
        selectors.add(selector);
      }
      return subscription;
    }
  }

  private static EventBus ignoresOrder(BusSetup setup) {
    return new Sabotage(setup) {
      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        return super.subscribe(
            selector, java.util.Objects.requireNonNull(options, "options").order(0), handler);
      }
    };
  }
}
