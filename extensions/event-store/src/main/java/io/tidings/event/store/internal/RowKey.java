package io.tidings.event.store.internal;

import java.nio.charset.StandardCharsets;

/**
 * The unique key of a row. Immutable.
 *
 * @param project the number of its project
 * @param id the bytes of its id, one character each
 */
public record RowKey(long project, String id) {

  /** Returns the key with the bytes of an id. */
  public static RowKey of(long project, byte[] id) {
    return new RowKey(project, new String(id, StandardCharsets.ISO_8859_1));
  }
}
