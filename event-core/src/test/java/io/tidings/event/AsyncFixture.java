package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.SubscriptionMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Bus with asynchronous subscriptions, whose tasks and time the test moves. */
abstract class AsyncFixture {

  static final EventKind A = EventKind.of("a");
  static final EventKind B = EventKind.of("b");
  static final Duration NONE = Duration.ZERO;

  final HandExecutor executor = new HandExecutor();
  final VirtualTimer timer = new VirtualTimer();
  final RecordedFailures failures = new RecordedFailures();
  final List<String> received = new ArrayList<>();
  final EventBus bus = EventBus.builder().failureListener(failures).timer(() -> timer).build();
  final AsyncOptions async = AsyncOptions.defaults().executor(executor).slowAfter(NONE);
  final List<Subscription> subscriptions = new ArrayList<>();

  @AfterEach
  void law_holds() {
    assertThat(subscriptions).allSatisfy(each -> assertLaw(each.metrics()));
    assertThat(bus.describe().subscriptions()).allSatisfy(each -> assertLaw(each.metrics()));
  }

  private static void assertLaw(SubscriptionMetrics numbers) {
    assertThat(numbers.accounted()).as(numbers::toString).isEqualTo(numbers.matching());
  }

  Subscription subscribe(SubscriptionOptions options, EventHandler handler) {
    Subscription added = bus.subscribe(EventSelector.kind(A), options, handler);
    subscriptions.add(added);
    return added;
  }

  Subscription subscribe(AsyncOptions options) {
    return subscribe(
        SubscriptionOptions.named("s").async(options), event -> received.add(event.id()));
  }

  EmitResult emit(String id, String session) {
    return bus.emit(DomainEvent.builder(A).id(id).sessionId(session).build());
  }
}
