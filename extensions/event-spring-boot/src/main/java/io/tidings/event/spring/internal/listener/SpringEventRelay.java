package io.tidings.event.spring.internal.listener;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventSelector;
import io.tidings.event.PayloadKind;
import io.tidings.event.SubscriptionOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ConcurrentReferenceHashMap.ReferenceType;

/**
 * The bridge between a bus and the events of Spring. An event passes it once: what one side has
 * from the other is not passed back. Thread-safe.
 */
public final class SpringEventRelay
    implements ApplicationListener<PayloadApplicationEvent<?>>, SmartInitializingSingleton {

  private final ObjectProvider<EventBus> bus;
  private final ObjectProvider<PayloadKind<?>> kinds;
  private final ApplicationEventPublisher publisher;
  private final boolean toSpring;
  private final boolean fromSpring;
  private final Map<Class<?>, PayloadKind<?>> byRecord = new HashMap<>();

  /** The events that were published as such, until they are collected. */
  private final Map<DomainEvent, Boolean> published =
      new ConcurrentReferenceHashMap<>(16, ReferenceType.WEAK) {
        @Override
        protected int getHash(@Nullable Object event) {
          return event instanceof DomainEvent known ? known.id().hashCode() : 0;
        }
      };

  private volatile @Nullable EventBus target;

  /** Creates a bridge in one or both directions. */
  public SpringEventRelay(
      ObjectProvider<EventBus> bus,
      ObjectProvider<PayloadKind<?>> kinds,
      ApplicationEventPublisher publisher,
      boolean toSpring,
      boolean fromSpring) {
    this.bus = bus;
    this.kinds = kinds;
    this.publisher = publisher;
    this.toSpring = toSpring;
    this.fromSpring = fromSpring;
  }

  @Override
  public void afterSingletonsInstantiated() {
    EventBus found = bus.getObject();
    if (fromSpring) {
      addKinds(found.events().catalog());
    }
    if (toSpring) {
      found.subscribe(
          EventSelector.all(), SubscriptionOptions.named("spring-events"), this::publish);
    }
    target = found;
  }

  private void addKinds(@Nullable EventCatalog catalog) {
    kinds.forEach(this::add);
    if (catalog != null) {
      catalog.describe().stream()
          .map(EventCatalog.Entry::payload)
          .filter(Objects::nonNull)
          .forEach(this::add);
    }
  }

  /** Adds a kind; a record is the payload of one kind only. */
  private void add(PayloadKind<?> kind) {
    PayloadKind<?> other = byRecord.putIfAbsent(kind.type(), kind);
    if (other != null && !other.id().equals(kind.id())) {
      throw new IllegalStateException(
          "%s is the payload of %s and %s, so the bridge cannot emit it; use a record for each, or"
                  .formatted(kind.type().getName(), other.id(), kind.id())
              + " set tidings.spring-events.bridge=to-spring");
    }
  }

  private void publish(DomainEvent event) {
    if (published.remove(event) == null) {
      publisher.publishEvent(new Relayed<>(this, event));
    }
  }

  @Override
  public void onApplicationEvent(PayloadApplicationEvent<?> event) {
    EventBus open = target;
    if (open == null || !fromSpring || event instanceof Relayed<?>) {
      return;
    }
    Object payload = event.getPayload();
    if (payload instanceof DomainEvent domain) {
      if (toSpring) {
        published.put(domain, true);
      }
      open.emit(domain);
    } else {
      PayloadKind<?> kind = byRecord.get(payload.getClass());
      if (kind != null) {
        emit(open, kind, payload);
      }
    }
  }

  private static <P extends Record> void emit(EventBus bus, PayloadKind<P> kind, Object payload) {
    bus.emit(kind, kind.type().cast(payload));
  }

  @Override
  public boolean supportsAsyncExecution() {
    return false;
  }

  /**
   * An event of the bus, published to the listeners of Spring, which takes its type from the
   * argument.
   *
   * @param <T> the type of the payload
   */
  private static final class Relayed<T> extends PayloadApplicationEvent<T> {

    private static final long serialVersionUID = 1L;

    Relayed(Object source, T event) {
      super(source, event);
    }
  }
}
