package io.tidings.event.services.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.services.payload.ServiceCatalog;
import io.tidings.event.shape.DetailShape.Component;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comparison of events with the payload records of a catalogue, in both directions. */
public final class ExactPayloads {

  private final EventCatalog catalog;

  private ExactPayloads(EventCatalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the comparison with the payload records of the services. */
  public static ExactPayloads ofServices() {
    return of(ServiceCatalog.CATALOG);
  }

  /** Returns the comparison with the payload records of a catalogue. */
  public static ExactPayloads of(EventCatalog catalog) {
    return new ExactPayloads(catalog);
  }

  /**
   * Asserts that each event has a payload kind, that its details are read as the same payload as in
   * process, and that this payload has exactly its details, in their order.
   */
  public void assertExact(List<DomainEvent> events) {
    events.forEach(event -> assertExact(payload(event.kind()), event));
  }

  private static <P extends Record> void assertExact(PayloadKind<P> kind, DomainEvent event) {
    P payload = event.payload(kind);
    P decoded =
        DomainEvent.root(event.kind())
            .details(new LinkedHashMap<>(event.details()))
            .build()
            .payload(kind);
    DomainEvent encoded = DomainEvent.root(event.kind()).payload(kind, decoded).build();

    assertThat(decoded).as(kind.id()).isEqualTo(payload);
    assertThat(List.copyOf(encoded.details().entrySet()))
        .as(kind.id())
        .isEqualTo(List.copyOf(event.details().entrySet()));
  }

  /** Returns the components that no event has as a detail, each after its kind. */
  public Set<String> absent(List<DomainEvent> events) {
    Set<String> absent = new LinkedHashSet<>();
    Set<String> present = new LinkedHashSet<>();
    for (DomainEvent event : events) {
      names(event.kind()).forEach(name -> absent.add(event.kind().id() + " " + name));
      event.details().keySet().forEach(name -> present.add(event.kind().id() + " " + name));
    }
    absent.removeAll(present);
    return absent;
  }

  private List<String> names(EventKind kind) {
    Map<String, EventCatalog.Entry> entries = new LinkedHashMap<>();
    catalog.describe().forEach(entry -> entries.put(entry.id(), entry));
    EventCatalog.Entry entry = requireNonNull(entries.get(kind.id()), kind.id());
    return requireNonNull(entry.details(), kind.id()).components().stream()
        .map(Component::name)
        .toList();
  }

  private PayloadKind<?> payload(EventKind kind) {
    return requireNonNull(catalog.payload(kind), kind.id());
  }
}
