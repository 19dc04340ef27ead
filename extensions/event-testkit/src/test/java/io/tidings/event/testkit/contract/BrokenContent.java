package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventFactory;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Buses that change events or accept the wrong kinds. */
final class BrokenContent {

  private BrokenContent() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that("accepts ill-formed kinds", "KND-01 BUS-18", LenientKinds::new),
        that(
            "drops kinds with long ids",
            "KND-01",
            setup ->
                Sabotage.handlers(
                    setup,
                    handler ->
                        event -> {
                          if (event.kind().id().length() < 100) {
                            handler.handle(event);
                          }
                        })),
        that("compares kinds by identity", "KND-01 KND-02", KindsByIdentity::new),
        that("reads the id of a kind twice", "KND-02", KindsAskedAgain::new),
        that("compares ids case-insensitively", "CA-R2", NoCase::new),
        that(
            "does not deliver one category",
            "CA-R1 CA-R3",
            setup ->
                Sabotage.events(
                    setup,
                    event ->
                        EventKind.category(event.kind()).equals("sandbox")
                            ? DomainEvent.of(EventKind.of("unknown"))
                            : event)),
        that(
            "sets a plan id",
            "EVT-01",
            setup ->
                Sabotage.events(
                    setup,
                    event ->
                        event.planId() == null ? event.toBuilder().planId("none").build() : event)),
        that(
            "replaces timestamps by the time of emit",
            "EVT-02 EVT-05",
            setup ->
                Sabotage.events(
                    setup, event -> event.toBuilder().timestamp(Instant.EPOCH).build())),
        that(
            "replaces event ids",
            "CTX-02 EVT-03 EVT-05 EVT-14 FLT-07",
            setup -> Sabotage.events(setup, event -> event.toBuilder().id(newId()).build())),
        that(
            "replaces correlation ids",
            "CTX-02 EVT-03 EVT-04 EVT-05 EVT-12 EVT-14 SEL-01",
            setup ->
                Sabotage.events(setup, event -> event.toBuilder().correlationId(newId()).build())),
        that(
            "uses one id for every event",
            "CTX-02 EVT-03 EVT-05 EVT-12 EVT-14 FLT-07",
            setup -> Sabotage.events(setup, event -> event.toBuilder().id("same").build())),
        that(
            "loses details",
            "EMI-01 EVT-05 EVT-06 EVT-11 EVT-13 EVT-14 LIM-01 PAY-01 PAY-02",
            setup -> Sabotage.events(setup, BrokenContent::bare)),
        that(
            "converts details to text",
            "EVT-05 EVT-11 EVT-13 PAY-01 PAY-02",
            setup -> Sabotage.events(setup, BrokenContent::texts)),
        that(
            "copies the details of events",
            "PAY-02",
            setup -> Sabotage.events(setup, BrokenContent::copied)),
        that("drops payloads", "PAY-01", PayloadsDropped::new),
        that(
            "loses the scope",
            "CTX-01 CTX-02 CTX-03 CTX-04 CTX-05 EVT-05 EVT-08 EVT-09 SCO-01 SCO-03 SCO-05 SCO-10"
                + " SUB-03 SCO-11 SCO-12",
            setup ->
                Sabotage.events(
                    setup, event -> event.toBuilder().scope(EventScope.none()).build())),
        that(
            "loses trace ids",
            "CTX-07 EVT-05",
            setup -> Sabotage.events(setup, event -> event.toBuilder().traceId(null).build())),
        that(
            "ignores the given factory",
            "CAT-01 CTX-07 CTX-08 EVT-02 FLT-06 LIM-01 SCO-05",
            OwnFactory::new),
        that("accepts kinds that its catalogue does not have", "CAT-03", UnknownKinds::new));
  }

  private static String newId() {
    return DomainEvent.root(TestKind.A).build().id();
  }

  private static DomainEvent bare(DomainEvent event) {
    Map<String, Object> absent = new TreeMap<>();
    event.details().keySet().forEach(name -> absent.put(name, null));
    return event.toBuilder().details(absent).build();
  }

  private static DomainEvent texts(DomainEvent event) {
    Map<String, Object> texts = new TreeMap<>();
    event.details().forEach((name, value) -> texts.put(name, value.toString()));
    return event.toBuilder().details(texts).build();
  }

  private static DomainEvent copied(DomainEvent event) {
    return event.toBuilder().details(Map.copyOf(event.details())).build();
  }

  private static final class PayloadsDropped extends Sabotage {
    PayloadsDropped(BusSetup setup) {
      super(setup);
    }

    @Override
    public <P extends Record> EmitResult emit(PayloadKind<P> kind, P payload) {
      return EmitResult.done(0);
    }
  }

  private static final class LenientKinds extends Sabotage {
    LenientKinds(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(EventKind kind, EventHandler handler) {
      return isWellFormed(kind) ? super.subscribe(kind, handler) : Subscription.group();
    }

    @Override
    public boolean isEnabled(EventKind kind) {
      return isWellFormed(kind) && super.isEnabled(kind);
    }

    private static boolean isWellFormed(EventKind kind) {
      return kind.id().matches("[!-~]{1,128}");
    }
  }

  private static final class UnknownKinds extends Sabotage {
    UnknownKinds(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      try {
        return super.subscribe(selector, options, handler);
      } catch (IllegalArgumentException unknown) {
        return Subscription.group();
      }
    }
  }

  private static final class KindsByIdentity extends Sabotage {
    KindsByIdentity(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(EventKind kind, EventHandler handler) {
      return kind instanceof TestKind || kind instanceof EventType
          ? super.subscribe(kind, handler)
          : super.subscribe(EventSelector.kind(kind).where(event -> event.kind() == kind), handler);
    }
  }

  private static final class KindsAskedAgain extends Sabotage {
    KindsAskedAgain(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(EventKind kind, EventHandler handler) {
      return kind instanceof TestKind || kind instanceof EventType || handler == null
          ? super.subscribe(kind, handler)
          : super.subscribe(
              EventSelector.anyOf(EventSelector.kind(kind), EventSelector.all())
                  .where(event -> event.kind().id().equals(kind.id())),
              handler);
    }
  }

  private static final class NoCase extends Sabotage {
    NoCase(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(EventKind kind, EventHandler handler) {
      return kind instanceof EventType type
          ? super.subscribe(
              EventSelector.kinds(
                  type,
                  EventKind.of(type.name()),
                  EventKind.of(type.id().toUpperCase(Locale.ROOT))),
              handler)
          : super.subscribe(kind, handler);
    }
  }

  private static final class OwnFactory extends Sabotage {
    OwnFactory(BusSetup setup) {
      super(setup);
    }

    @Override
    public EventFactory events() {
      return EventFactory.standard();
    }
  }
}
