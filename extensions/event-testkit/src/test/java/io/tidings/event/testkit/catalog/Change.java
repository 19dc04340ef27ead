package io.tidings.event.testkit.catalog;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.PayloadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Change of a payload record in tests.
 *
 * @param name the text in reports
 * @param before the kind with the former record
 * @param events events of that kind, which the present record reads or does not read
 * @param now the kind with the present record
 */
record Change(
    String name, PayloadKind<?> before, List<DomainEvent> events, Supplier<PayloadKind<?>> now) {

  private static final String ID = "order.placed";

  /** Returns a change of the record of one kind, with former payloads. */
  @SafeVarargs
  static <P extends Record> Change of(
      String name, Class<? extends Record> now, Class<P> before, P... payloads) {
    PayloadKind<P> kind = PayloadKind.of(ID, before);
    List<DomainEvent> events = new ArrayList<>();
    for (P payload : payloads) {
      events.add(DomainEvent.builder(kind, payload).build());
    }
    return new Change(name, kind, events, () -> PayloadKind.of(ID, now));
  }

  /** Returns whether every event is decoded, and has each of its values in the payload. */
  boolean isReadInFull() {
    return events.stream().allMatch(event -> isReadInFull(event, now.get()));
  }

  private static <P extends Record> boolean isReadInFull(DomainEvent event, PayloadKind<P> kind) {
    try {
      P payload = event.payload(kind);
      return size(DomainEvent.builder(kind, payload).build().details()) == size(event.details());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** Returns the number of values in a detail. */
  private static int size(Object detail) {
    if (detail instanceof Map<?, ?> map) {
      return map.values().stream().mapToInt(Change::size).sum();
    }
    return detail instanceof List<?> list ? list.stream().mapToInt(Change::size).sum() : 1;
  }

  static CatalogSnapshot snapshot(PayloadKind<?> kind) {
    return CatalogSnapshot.of(EventCatalog.builder().payload(kind).build());
  }

  @Override
  public String toString() {
    return name;
  }
}
