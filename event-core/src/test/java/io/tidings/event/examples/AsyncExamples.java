package io.tidings.event.examples;

import io.tidings.event.BusDescription;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.async.SubscriptionMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The examples of the guide to asynchronous handlers and of its Javadoc, word for word. */
final class AsyncExamples {

  record OrderPlaced(String orderId) {}

  static final PayloadKind<OrderPlaced> ORDER_PLACED =
      PayloadKind.of("order.placed", OrderPlaced.class);

  private AsyncExamples() {}

  interface Mailer {
    void send(@Nullable String planId) throws IOException;
  }

  static void typed(EventBus bus, Mailer mailer) {
    bus.subscribe(
        EventSelector.kind(ORDER_PLACED),
        SubscriptionOptions.named("mailer").async(),
        ORDER_PLACED.handler((order, event) -> mailer.send(order.orderId())));
  }

  static SubscriptionOptions passed(AsyncOptions perOrder) {
    SubscriptionOptions options = SubscriptionOptions.named("mailer").async(perOrder);
    return options;
  }

  static void subscribe(EventBus bus, Mailer mailer, DeadLetters letters) {
    Subscription mail =
        bus.subscribe(
            EventSelector.kind(EventType.PLAN_APPLIED),
            SubscriptionOptions.named("mailer").async(),
            event -> mailer.send(event.planId()));
    SubscriptionMetrics numbers = mail.metrics();
    long lost = numbers.dropped() + numbers.failed() + numbers.discarded() + letters.dropped();
    assert lost >= 0;
  }

  interface Index {
    void addAll(List<DomainEvent> events) throws IOException;
  }

  static void lists(EventBus bus, Index index) {
    bus.subscribeBatches(
        EventSelector.category("plan"),
        SubscriptionOptions.named("index")
            .async(AsyncOptions.defaults().batchSize(200).batchDelay(Duration.ofMillis(50))),
        events -> index.addAll(events));
  }

  static boolean descriptions(EventBus bus, DomainEvent event, Logger log) {
    log.info("{}", bus.describe());
    BusDescription.Explanation explanation = bus.explain(event);
    boolean mailed = explanation.receivers().contains("mailer");
    return mailed;
  }

  static EventBus unhandled(Logger log) {
    EventBus bus =
        EventBus.builder().unhandled(event -> log.warn("No handler for {}", event)).build();
    return bus;
  }

  static AsyncOptions order() {
    AsyncOptions perOrder =
        AsyncOptions.defaults()
            .orderedBy(event -> event.detail("order_id", String.class))
            .parallelism(32);
    return perOrder;
  }

  static AsyncOptions overflow() {
    AsyncOptions newest =
        AsyncOptions.defaults()
            .capacity(10_000)
            .overflow(OverflowPolicy.DROP_OLDEST)
            .neverDropping(EventType.BUDGET_EXCEEDED);
    return newest;
  }

  static SubscriptionOptions failures(Logger log) {
    DeadLetters letters = DeadLetters.keeping(1_000);
    SubscriptionOptions options =
        SubscriptionOptions.named("mailer")
            .async()
            .retrying(
                RetryPolicy.attempts(5)
                    .backoff(Duration.ofMillis(200), Duration.ofSeconds(10))
                    .on(failure -> failure instanceof IOException))
            .deadLetters(letters);
    letters.list().forEach(letter -> log.warn("{}", letter));
    letters.redrive(letter -> letter.subscription().equals("mailer"));
    letters.discard(letter -> true);
    return options;
  }

  static void end(EventBus bus, Logger log, ExecutorService executor) {
    boolean handled = bus.flush(Duration.ofSeconds(5));
    CloseResult result = bus.close(Duration.ofSeconds(10));
    result.undelivered().forEach(left -> log.warn("{}", left));
    assert handled;
    Future<?> closing = executor.submit(() -> bus.close());
    assert !closing.isCancelled();
  }

  /** The examples of the Javadoc. */
  interface Javadoc {

    static void options(EventBus bus, Mailer mailer) {
      bus.subscribe(
          EventSelector.kind(EventType.PLAN_APPLIED),
          SubscriptionOptions.named("mailer").async(AsyncOptions.defaults().parallelism(4)),
          event -> mailer.send(event.planId()));
      bus.subscribe(
          EventSelector.kind(EventType.PLAN_APPLIED),
          SubscriptionOptions.named("mailer").async().retrying(RetryPolicy.attempts(5)),
          event -> mailer.send(event.planId()));
    }

    static void lists(EventBus bus, Index index) {
      bus.subscribeBatches(
          EventSelector.category("plan"),
          SubscriptionOptions.named("index").async(AsyncOptions.defaults().batchSize(200)),
          events -> index.addAll(events));
    }

    static void policy() {
      RetryPolicy policy =
          RetryPolicy.attempts(5)
              .backoff(Duration.ofMillis(100), Duration.ofSeconds(10))
              .on(failure -> failure instanceof IOException);
      assert policy != null;
    }

    static void letters(EventBus bus, Mailer mailer) {
      DeadLetters letters = DeadLetters.keeping(1_000);
      bus.subscribe(
          EventSelector.kind(EventType.PLAN_APPLIED),
          SubscriptionOptions.named("mailer")
              .async()
              .retrying(RetryPolicy.attempts(5))
              .deadLetters(letters),
          event -> mailer.send(event.planId()));
      letters.redrive(letter -> letter.failure() instanceof IOException);
    }
  }
}
