package io.tidings.event.spring;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that emits, reads what it has stored, and ends. */
public final class RestartedShop implements Supplier<Boolean> {

  private final String trail;

  /** Creates an application with a trail in a file. */
  public RestartedShop(String trail) {
    this.trail = trail;
  }

  /** The host's kinds. */
  enum Kind implements EventKind {
    PLACED;

    @Override
    public String id() {
      return "order.placed";
    }
  }

  record Placed(String orderId) {}

  /** Returns whether the kind of a stored event is this class's constant, with its payload. */
  @Override
  public Boolean get() {
    try (var context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(AutoConfigurationTest.NO_DATABASE, "tidings.trail.url=file:" + trail)
            .run()) {
      EventBus bus = context.getBean(EventBus.class);
      bus.emit(Application.PLACED, new Placed("o-1"));
      bus.flush(Duration.ofSeconds(10));
      return context.getBean(EventStore.class).list(EventQuery.platform()).stream()
          .allMatch(
              stored ->
                  stored.event().kind() == Kind.PLACED
                      && stored.event().payload(Application.PLACED).orderId().equals("o-1"));
    }
  }

  /** The configuration. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    static final PayloadKind<Placed> PLACED = PayloadKind.of(Kind.PLACED, Placed.class);

    @Bean
    static EventCatalog catalog() {
      return EventCatalog.builder().payload(PLACED).build();
    }

    @OnEvent("order.placed")
    void on(Placed order, DomainEvent event) {}
  }
}
