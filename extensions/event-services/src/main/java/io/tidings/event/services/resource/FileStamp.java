package io.tidings.event.services.resource;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * How a file looks from outside. Immutable.
 *
 * @param size its size, in bytes
 * @param modified when it was modified last
 * @param identity what tells it from every other file of the file system, or an empty text if
 *     nothing does
 */
public record FileStamp(long size, Instant modified, String identity) {

  static FileStamp of(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return new FileStamp(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        key == null ? "" : key.toString());
  }

  /** Tells whether a file found elsewhere with this stamp must be the one that had it before. */
  boolean isUnmistakable() {
    return !identity.isEmpty();
  }
}
