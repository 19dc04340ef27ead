package io.tidings.event.services.resource;

import static java.util.Objects.requireNonNull;

/**
 * Entry of an index. Immutable.
 *
 * @param stamp the file's stamp when it was indexed
 * @param sha256 the digest of its content, in hexadecimal
 */
public record IndexedFile(FileStamp stamp, String sha256) {

  /** Creates an entry; no part may be null. */
  public IndexedFile {
    requireNonNull(stamp, "stamp");
    requireNonNull(sha256, "sha256");
  }
}
