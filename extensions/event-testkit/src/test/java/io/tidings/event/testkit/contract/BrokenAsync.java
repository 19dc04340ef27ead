package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.BusDescription;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.DeadLetterHandler;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.async.SubscriptionMetrics;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Buses with faults in asynchronous subscriptions. */
final class BrokenAsync {

  private BrokenAsync() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that(
            "calls asynchronous handlers synchronously",
            "DSC-01 END-04 END-06 RES-01 SUB-01 SUB-02 SUB-04 SUB-05 SUB-06 SUB-09 SUB-10",
            setup ->
                options(
                    setup,
                    options ->
                        options.asyncOptions() == null ? options : SubscriptionOptions.named("s"))),
        that(
            "handles events with equal keys at the same time",
            "SUB-01",
            setup -> async(setup, options -> options.orderedBy(event -> null))),
        that(
            "queues without a bound",
            "SUB-02 SUB-06",
            setup -> async(setup, options -> options.capacity(1_000))),
        that(
            "calls asynchronous handlers without a context",
            "SUB-03 SUB-04 SUB-09 SUB-10",
            BrokenAsync::bare),
        that(
            "makes one attempt",
            "SUB-04 SUB-10",
            setup -> options(setup, options -> rebuilt(options, RetryPolicy.none()))),
        that("loses dead letters", "SUB-05 SUB-10", BrokenAsync::withoutLetters),
        that(
            "counts nothing",
            "SUB-06 SUB-09",
            setup ->
                Sabotage.subscriptions(
                    setup,
                    subscription ->
                        new ForwardingSubscription(subscription) {
                          @Override
                          public SubscriptionMetrics metrics() {
                            return SubscriptionMetrics.NONE;
                          }
                        })),
        that(
            "miscounts failures of synchronous handlers",
            "BUS-09 BUS-10 CTX-01 DEAD-02 EMI-03 FLT-01 FLT-02 FLT-03 FLT-04 "
                + "FLT-05 FLT-07 FLT-08 ORD-06 PAY-09 RES-01 SCO-02 SUB-06",
            setup -> described(setup, BrokenAsync::withoutFailures)),
        that(
            "passes on events singly",
            "SUB-09 SUB-10",
            setup -> lists(setup, handler -> event -> handler.handle(event))),
        that(
            "repeats a part of a list",
            "SUB-10",
            setup -> lists(setup, BrokenAsync::withoutFirstWhenRepeated)),
        that("describes nothing", "DSC-01", setup -> described(setup, BrokenAsync::empty)),
        that("delivers what it explains", "DSC-02", Delivering::new),
        that("reports a complete close", "END-06", Complete::new));
  }

  private static EventBus described(BusSetup setup, UnaryOperator<BusDescription> change) {
    return new Sabotage(setup) {
      @Override
      public BusDescription describe() {
        return change.apply(super.describe());
      }
    };
  }

  private static BusDescription empty(BusDescription sound) {
    return new BusDescription(true, sound.order(), List.of(), List.of());
  }

  /** Returns a description in which failures of synchronous handlers did not match. */
  private static BusDescription withoutFailures(BusDescription sound) {
    return new BusDescription(
        sound.isOpen(),
        sound.order(),
        sound.subscriptions().stream().map(BrokenAsync::withoutFailures).toList(),
        sound.taps());
  }

  private static BusDescription.Entry withoutFailures(BusDescription.Entry entry) {
    SubscriptionMetrics numbers = entry.metrics();
    return entry.isAsynchronous()
        ? entry
        : new BusDescription.Entry(
            entry.name(),
            entry.selector(),
            entry.order(),
            false,
            new SubscriptionMetrics(
                numbers.delivered(), numbers.delivered(), 0, 0, numbers.failed(), 0, 0, 0, 0),
            entry.place());
  }

  private static EventBus lists(BusSetup setup, Function<EventHandler.OfBatches, EventHandler> to) {
    return new Sabotage(setup) {
      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        return super.subscribe(
            selector,
            options,
            handler instanceof EventHandler.OfBatches lists ? to.apply(lists) : handler);
      }
    };
  }

  private static EventHandler withoutFirstWhenRepeated(EventHandler.OfBatches handler) {
    EventHandler.OfBatches part =
        events ->
            handler.handle(EventContext.attempt() == 1 ? events : events.subList(1, events.size()));
    return part;
  }

  private static final class Delivering extends Sabotage {
    Delivering(BusSetup setup) {
      super(setup);
    }

    @Override
    public BusDescription.Explanation explain(DomainEvent event) {
      emit(event);
      return super.explain(event);
    }
  }

  private static EventBus options(BusSetup setup, UnaryOperator<SubscriptionOptions> change) {
    return new Sabotage(setup) {
      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        return super.subscribe(
            selector, change.apply(java.util.Objects.requireNonNull(options, "options")), handler);
      }
    };
  }

  private static EventBus async(BusSetup setup, UnaryOperator<AsyncOptions> change) {
    return options(
        setup,
        options -> {
          AsyncOptions async = options.asyncOptions();
          return async == null ? options : options.async(change.apply(async));
        });
  }

  private static SubscriptionOptions rebuilt(SubscriptionOptions options, RetryPolicy policy) {
    return options.asyncOptions() == null ? options : options.retrying(policy);
  }

  private static EventBus withoutLetters(BusSetup setup) {
    DeadLetterHandler none = letter -> {};
    return options(
        setup,
        options -> options.deadLetterHandler() == null ? options : options.deadLetters(none));
  }

  /** Returns a bus whose asynchronous handlers run outside every context. */
  private static EventBus bare(BusSetup setup) {
    return new Sabotage(setup) {
      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        return super.subscribe(
            selector,
            options,
            options.asyncOptions() == null
                ? handler
                : event ->
                    Workbench.elsewhere(
                        () -> {
                          handler.handle(event);
                          return EventContext.capture();
                        }));
      }
    };
  }

  private static final class Complete extends Sabotage {
    Complete(BusSetup setup) {
      super(setup);
    }

    @Override
    public CloseResult close(Duration timeout) {
      super.close(timeout);
      return CloseResult.COMPLETE;
    }
  }
}
