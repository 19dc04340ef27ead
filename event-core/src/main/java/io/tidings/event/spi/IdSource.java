package io.tidings.event.spi;

/**
 * Makes the ids of events.
 *
 * <p>Implementations must be thread-safe and give 1 to 128 visible ASCII characters, another text
 * at every call. One that throws or gives anything else is stood in for by a ULID (FLT-06).
 */
@FunctionalInterface
public interface IdSource {

  /** Returns an id that was not given before. */
  String nextId();

  /**
   * Returns the default: ULIDs as 26 Crockford characters, without a lock or a shared counter.
   * Within one millisecond their order is random. They are not secrets.
   */
  static IdSource ulid() {
    return UlidSource.INSTANCE;
  }
}
