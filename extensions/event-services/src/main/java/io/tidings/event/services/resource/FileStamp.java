package io.tidings.event.services.resource;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * Attributes that identify a state of a file without reading it. Immutable.
 *
 * @param size the size in bytes
 * @param modified the time of the last modification
 * @param identity the file's identity in the file system, or an empty text if it has none
 */
public record FileStamp(long size, Instant modified, String identity) {

  /** Returns the stamp of a file with these attributes. */
  static FileStamp of(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return new FileStamp(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        key == null ? "" : key.toString());
  }

  /** Returns whether only one file of the file system can have this stamp. */
  boolean isUnique() {
    return !identity.isEmpty();
  }
}
