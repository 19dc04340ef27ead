package io.tidings.event.spring.internal.listener;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.DeadLetterHandler;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.spring.OnEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ReflectionUtils;

/** The subscription of all methods with {@link OnEvent}, once the singletons exist. */
public final class ListenerRegistrar implements SmartInitializingSingleton {

  private final ConfigurableListableBeanFactory beans;
  private final ObjectProvider<EventBus> bus;
  private final ObjectProvider<PayloadKind<?>> kinds;
  private final ObjectProvider<DeadLetterHandler> deadLetters;
  private final ObjectProvider<DurableTarget> durable;

  /** Creates a registrar; the bus is looked up when the singletons exist. */
  public ListenerRegistrar(
      ConfigurableListableBeanFactory beans,
      ObjectProvider<EventBus> bus,
      ObjectProvider<PayloadKind<?>> kinds,
      ObjectProvider<DeadLetterHandler> deadLetters,
      ObjectProvider<DurableTarget> durable) {
    this.beans = beans;
    this.bus = bus;
    this.kinds = kinds;
    this.deadLetters = deadLetters;
    this.durable = durable;
  }

  @Override
  public void afterSingletonsInstantiated() {
    EventBus target = bus.getObject();
    for (ListenerMethod listener : ListenerMethods.of(beans)) {
      EventHandler handler = handler(listener, target.events().catalog());
      try {
        if (listener.isDurable()) {
          durable(listener, target.events().catalog()).add(listener, handler);
        } else {
          target.subscribe(listener.selector(), options(listener), handler);
        }
      } catch (IllegalArgumentException refused) {
        throw listener.invalid("cannot be subscribed: " + refused.getMessage());
      }
    }
  }

  private DurableTarget durable(ListenerMethod method, @Nullable EventCatalog catalog) {
    if (catalog != null) {
      catalog.require(method.selector());
    }
    DurableTarget target = durable.getIfAvailable();
    if (target == null) {
      throw method.invalid(
          "is durable, but there is no trail; set tidings.trail.url or spring.datasource.url, or"
              + " remove durable");
    }
    return target;
  }

  private SubscriptionOptions options(ListenerMethod method) {
    OnEvent listener = method.listener();
    SubscriptionOptions options = SubscriptionOptions.named(method.name()).order(listener.order());
    if (!listener.async()) {
      if (method.attempts(1) != 1) {
        throw method.invalid("has attempts; add async = true, or leave them out");
      }
      return options;
    }
    SubscriptionOptions async = options.async().retrying(RetryPolicy.attempts(method.attempts(1)));
    DeadLetterHandler receiver = deadLetters.getIfUnique();
    return receiver == null ? async : async.deadLetters(receiver);
  }

  private EventHandler handler(ListenerMethod listener, @Nullable EventCatalog catalog) {
    Class<? extends Record> payload = listener.payload();
    Invocation invocation = new Invocation(listener);
    if (payload == null) {
      return invocation::call;
    }
    PayloadKind<?> kind = kind(listener, payload, catalog);
    boolean alone = listener.method().getParameterCount() == 1;
    return kind.handler(
        (record, event) -> {
          if (alone) {
            invocation.call(record);
          } else {
            invocation.call(record, event);
          }
        });
  }

  /** Returns the kind of the catalogue or of a bean, else one made of the id and the record. */
  private PayloadKind<?> kind(
      ListenerMethod listener, Class<? extends Record> payload, @Nullable EventCatalog catalog) {
    String id = listener.listener().kinds()[0];
    PayloadKind<?> known = catalog == null ? null : catalog.payload(EventKind.of(id));
    if (known == null) {
      known = kinds.stream().filter(kind -> kind.id().equals(id)).findFirst().orElse(null);
    }
    if (known == null) {
      try {
        return PayloadKind.of(id, payload);
      } catch (IllegalArgumentException refused) {
        throw listener.invalid("has a record that is no payload: " + refused.getMessage());
      }
    }
    if (known.type() != payload) {
      throw listener.invalid(
          "takes %s, but the payload of %s is %s; take that"
              .formatted(payload.getName(), id, known.type().getName()));
    }
    return known;
  }

  /** The call of a listener's method on its bean, which is looked up for each event. */
  private final class Invocation {

    private final ListenerMethod listener;
    private @Nullable Method invocable;

    Invocation(ListenerMethod listener) {
      this.listener = listener;
      Class<?> proxy = beans.getType(listener.bean());
      if (proxy != null) {
        selected(proxy);
      }
    }

    private Method selected(Class<?> bean) {
      try {
        Method selected = AopUtils.selectInvocableMethod(listener.method(), bean);
        ReflectionUtils.makeAccessible(selected);
        return selected;
      } catch (IllegalStateException refused) {
        throw listener.invalid("cannot be called: " + refused.getMessage());
      }
    }

    void call(Object... arguments) throws Exception {
      Object bean = beans.getBean(listener.bean());
      Method method = invocable;
      if (method == null || !method.getDeclaringClass().isInstance(bean)) {
        method = selected(bean.getClass());
        invocable = method;
      }
      try {
        method.invoke(bean, arguments);
      } catch (InvocationTargetException thrown) {
        if (thrown.getTargetException() instanceof Exception exception) {
          throw exception;
        }
        throw (Error) thrown.getTargetException();
      }
    }

    void call(DomainEvent event) throws Exception {
      call(new Object[] {event});
    }
  }
}
