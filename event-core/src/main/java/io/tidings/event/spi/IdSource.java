package io.tidings.event.spi;

/**
 * Source of event ids.
 *
 * <p>Implementations must be thread-safe and return 1 to 128 visible ASCII characters, a new id at
 * every call. If a source throws or returns an ill-formed id, the event has a ULID.
 *
 * @contract FLT-06
 */
@FunctionalInterface
public interface IdSource {

  /** Returns a new id. */
  String nextId();

  /**
   * Returns the default: ULIDs as 26 Crockford characters, without a lock or a shared counter.
   * Within one millisecond their order is random. They are not secrets.
   */
  static IdSource ulid() {
    return UlidSource.INSTANCE;
  }
}
