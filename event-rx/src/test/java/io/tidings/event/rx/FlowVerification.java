package io.tidings.event.rx;

import static io.tidings.event.rx.Given.a;

import io.reactivex.rxjava3.core.Flowable;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/**
 * Subject of the Reactive Streams TCK: a flow of a new bus. When the expected number of subscribers
 * is reached, a thread starts to emit on that bus, and closes it after the last event.
 */
final class FlowVerification extends PublisherVerification<DomainEvent> {

  private static final int CAPACITY = 16;
  private static final Overflow PATIENT = Overflow.block(Duration.ofSeconds(30));

  private final int audience;

  /**
   * Creates a verification.
   *
   * @param audience the number of subscribers before the first event
   */
  FlowVerification(int audience) {
    super(new TestEnvironment(500, 50));
    this.audience = audience;
  }

  @Override
  public Publisher<DomainEvent> createPublisher(long elements) {
    ReactiveEventBus bus = ReactiveEventBus.builder().closeTimeout(Duration.ZERO).build();
    Flowable<DomainEvent> flow = bus.flow(EventSelector.all(), PATIENT, CAPACITY);
    AtomicInteger subscribed = new AtomicInteger();
    return subscriber -> {
      flow.subscribe(subscriber);
      if (subscribed.incrementAndGet() == audience) {
        Thread emitter = new Thread(() -> emit(bus, elements), "emitter");
        emitter.setDaemon(true);
        emitter.start();
      }
    };
  }

  private static void emit(ReactiveEventBus bus, long count) {
    long emitted = 0;
    while (emitted < count && bus.metrics().observers() > 0) {
      bus.emit(a());
      emitted++;
    }
    bus.close();
  }

  /** Returns a flow that fails because its queue overflows. */
  @Override
  public Publisher<DomainEvent> createFailedPublisher() {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Flowable<DomainEvent> flow = bus.flow(EventSelector.all(), Overflow.error(), 1);
    return subscriber -> {
      flow.subscribe(subscriber);
      bus.emit(a());
      bus.emit(a());
    };
  }
}
