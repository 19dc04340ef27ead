package io.tidings.event.services.revision;

import io.tidings.event.services.platform.RevisionReference;
import org.jspecify.annotations.Nullable;

/** Store that stores nothing or throws on demand; otherwise forwards. */
final class StoreWithFaults<D> extends ForwardingStore<D> {

  /** Effect of the next writes. */
  enum Fault {
    NONE,
    STORES_NOTHING,
    THROWS
  }

  /** A switch for the faults of all stores. */
  static final class Switch {
    private volatile Fault fault = Fault.NONE;

    void set(Fault fault) {
      this.fault = fault;
    }
  }

  private final Switch faults;

  StoreWithFaults(RevisionStore<D> behind, Switch faults) {
    super(behind);
    this.faults = faults;
  }

  private boolean stores() {
    if (faults.fault == Fault.THROWS) {
      throw new IllegalStateException("nothing can be stored");
    }
    return faults.fault == Fault.NONE;
  }

  @Override
  public @Nullable Revision<D> create(
      Author author, String slug, String variantSlug, Draft<D> draft) {
    return stores() ? super.create(author, slug, variantSlug, draft) : null;
  }

  @Override
  public @Nullable Revision<D> fork(
      Author author, RevisionReference source, String variantSlug, Draft<D> draft) {
    return stores() ? super.fork(author, source, variantSlug, draft) : null;
  }

  @Override
  public @Nullable Revision<D> append(Author author, String variantId, Draft<D> draft) {
    return stores() ? super.append(author, variantId, draft) : null;
  }
}
