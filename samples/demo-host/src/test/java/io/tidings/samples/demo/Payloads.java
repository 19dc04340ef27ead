package io.tidings.samples.demo;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventCatalog.Entry;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.services.payload.ServiceCatalog;
import io.tidings.event.shape.DetailShape.Component;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The payload records of the services by kind. */
final class Payloads {

  private static final Map<String, Entry> ENTRIES =
      ServiceCatalog.CATALOG.describe().stream()
          .collect(Collectors.toMap(Entry::id, Function.identity()));

  private Payloads() {}

  /** Returns the payload kind of a kind. */
  static PayloadKind<?> kind(EventKind kind) {
    return requireNonNull(ServiceCatalog.CATALOG.payload(kind), kind.id());
  }

  /** Returns the names of the details of a kind, in the order of the components. */
  static List<String> names(EventKind kind) {
    Entry entry = requireNonNull(ENTRIES.get(kind.id()), kind.id());
    return requireNonNull(entry.details(), kind.id()).components().stream()
        .map(Component::name)
        .toList();
  }
}
