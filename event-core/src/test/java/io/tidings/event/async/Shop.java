package io.tidings.event.async;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import java.util.Map;

/** Events for tests. */
final class Shop {

  static final EventKind SOLD = EventKind.of("shop.sold");

  private Shop() {}

  static DomainEvent sold(Map<String, ?> details) {
    return builder().details(details).build();
  }

  static DomainEvent sold(int number) {
    return builder().id("e" + number).detail("number", number).build();
  }

  static int number(DomainEvent event) {
    return requireNonNull(event.detail("number", Integer.class));
  }

  static EventBuilder builder() {
    return DomainEvent.root(SOLD);
  }
}
