package io.tidings.event.spi;

import com.github.f4b6a3.ulid.Ulid;

/** Id source with the ULID library. Immutable and thread-safe. */
enum UlidSource implements IdSource {
  INSTANCE;

  @Override
  public String nextId() {
    return Ulid.fast().toString();
  }
}
