package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.spi.ForwardingHandler;
import org.junit.jupiter.api.Test;

class ForwardingHandlerTest {

  private record Shown(int files) {}

  private static final PayloadKind<Shown> SHOWN = PayloadKind.of("files.shown", Shown.class);

  private record Forwarding(EventHandler delegate) implements ForwardingHandler {
    @Override
    public void handle(DomainEvent event) throws Exception {
      delegate.handle(event);
    }
  }

  private static final class Mailer implements EventHandler {
    @Override
    public void handle(DomainEvent event) {}
  }

  private static final class Viewer implements PayloadHandler<Shown> {
    @Override
    public void handle(Shown payload, DomainEvent event) {}
  }

  @Test
  @Contract("BUS-19")
  void forwarding_handler_is_named_after_the_innermost() {
    try (EventBus bus = EventBus.create()) {
      EventHandler twice = new Forwarding(new Forwarding(new Mailer()));
      EventHandler typed = new Forwarding(SHOWN.handler(new Viewer()));

      assertThat(bus.subscribe(EventSelector.all(), twice).name())
          .isEqualTo(Mailer.class.getName() + "#1");
      assertThat(bus.subscribe(EventSelector.all(), typed).name())
          .isEqualTo(Viewer.class.getName() + "#2");
    }
  }

  @Test
  void context_of_none_hides_the_current_event_and_scope() {
    DomainEvent event = DomainEvent.of(EventType.PLAN_CREATED);

    EventContext.of(event)
        .run(
            () -> {
              EventContext.none().run(() -> assertThat(EventContext.capture().event()).isNull());
              assertThat(EventContext.capture().event()).isSameAs(event);
            });
  }
}
