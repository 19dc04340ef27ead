package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import java.util.stream.LongStream;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** What the Reactive Streams TCK looks at: a trail that has events, and has no end. */
final class FlowVerification extends PublisherVerification<StoredEvent> {

  /** Some rules ask for as many as there are numbers, and take as many as come. */
  private static final long MOST = 1_000;

  private final EventStore trail;

  FlowVerification(EventStore trail) {
    super(new TestEnvironment(1_000, 50));
    this.trail = trail;
  }

  @Override
  public long maxElementsFromPublisher() {
    return publisherUnableToSignalOnComplete();
  }

  @Override
  public Publisher<StoredEvent> createPublisher(long elements) {
    trail.append(
        LongStream.range(0, Math.min(elements, MOST))
            .mapToObj(i -> DomainEvent.root(EventType.PLAN_CREATED).build())
            .toList());
    return FlowAdapters.toPublisher(trail.follow(EventQuery.platform(), Cursor.start()));
  }

  /** A trail that was closed says so to whoever subscribes. */
  @Override
  public Publisher<StoredEvent> createFailedPublisher() {
    Publisher<StoredEvent> publisher = createPublisher(1);
    trail.close();
    return publisher;
  }
}
