package io.tidings.event.logging;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import java.util.Map;

/** Events for tests. */
public final class Shop {

  public static final EventKind SOLD = EventKind.of("shop.sold");

  private Shop() {}

  public static DomainEvent sold(Map<String, ?> details) {
    return builder().details(details).build();
  }

  public static DomainEvent sold(int number) {
    return builder().id("e" + number).detail("number", number).build();
  }

  public static int number(DomainEvent event) {
    return requireNonNull(event.detail("number", Integer.class));
  }

  public static EventBuilder builder() {
    return DomainEvent.root(SOLD);
  }
}
