package io.tidings.event.observe.internal;

import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of the catalogue of a bus, by which what is observed has a bounded number of names.
 * Immutable and thread-safe.
 */
public final class KnownKinds {

  /** The name of all kinds that the catalogue does not have. */
  public static final String OTHER = "other";

  private final EventCatalog catalog;

  private KnownKinds(EventCatalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the kinds of the catalogue of a bus, else of the standard one. */
  public static KnownKinds of(EventBus bus) {
    @Nullable EventCatalog catalog = bus.events().catalog();
    return new KnownKinds(catalog == null ? EventCatalog.standard() : catalog);
  }

  /** Returns the id of a kind, or {@link #OTHER}. */
  public String name(EventKind kind) {
    return isKnown(kind.id()) ? kind.id() : OTHER;
  }

  /** Returns whether the catalogue has a kind with an id. */
  public boolean isKnown(String id) {
    return catalog.find(id) != null;
  }
}
