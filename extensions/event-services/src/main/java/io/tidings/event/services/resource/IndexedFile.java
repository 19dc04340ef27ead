package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

/**
 * A file as it was indexed. Immutable.
 *
 * @param stamp how it looked
 * @param sha256 the digest of its content, in hexadecimal
 */
public record IndexedFile(FileStamp stamp, String sha256) {

  /** Creates it; no part may be null. */
  public IndexedFile {
    requireNonNull(stamp, "stamp");
    requireNonNull(sha256, "sha256");
  }
}
