package io.tidings.samples.demo.directory;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files with equal content, compared by the first half of a SHA-256 digest. Empty files are
 * ignored. Holds a digest and a name for each different content, {@value #MAX_FILES} at most.
 * Confined to one thread.
 */
public final class Duplicates {

  /** The number of different contents that are compared; later ones are ignored. */
  public static final int MAX_FILES = 200_000;

  /** The number of names of a group that are held. */
  static final int NAMED = 3;

  private final Map<Digest, Object> files = new HashMap<>();
  private final MessageDigest sha256 = sha256();

  private record Digest(long high, long low) {}

  /** The files with one content. */
  private static final class CopyGroup {
    private final long bytes;
    private final List<String> names = new ArrayList<>();
    private int count;

    CopyGroup(long bytes) {
      this.bytes = bytes;
    }

    void add(String name) {
      count++;
      if (names.size() < NAMED) {
        names.add(name);
      }
    }
  }

  /**
   * Files with equal content.
   *
   * @param names the first of them, relative to the directory
   * @param count the number of files, at least two
   * @param bytes the size of each
   */
  public record Group(List<String> names, int count, long bytes) {

    /** Returns the total size of all files but one. */
    public long redundantBytes() {
      return (count - 1) * bytes;
    }
  }

  void add(String name, byte[] content) {
    if (content.length > 0) {
      Digest digest = digest(content);
      Object entry = files.get(digest);
      if (entry instanceof CopyGroup copies) {
        copies.add(name);
      } else if (entry instanceof String first) {
        CopyGroup copies = new CopyGroup(content.length);
        copies.add(first);
        copies.add(name);
        files.put(digest, copies);
      } else if (files.size() < MAX_FILES) {
        files.put(digest, name);
      }
    }
  }

  /** Returns the groups, the largest number of redundant bytes first. */
  public List<Group> groups() {
    return files.values().stream()
        .filter(CopyGroup.class::isInstance)
        .map(CopyGroup.class::cast)
        .map(copies -> new Group(List.copyOf(copies.names), copies.count, copies.bytes))
        .sorted(
            Comparator.comparingLong(Group::redundantBytes)
                .reversed()
                .thenComparing(group -> group.names().get(0)))
        .toList();
  }

  private Digest digest(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(sha256.digest(content));
    return new Digest(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
