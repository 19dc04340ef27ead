package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;

/**
 * The state of a directory by names, sizes and times. Two snapshots are equal if no file was added,
 * removed or changed between them. Immutable.
 *
 * @param files the number of files, including links and special files
 * @param bytes their total size
 * @param fingerprint a hash over all names, sizes and times, independent of their order
 */
public record DirectorySnapshot(long files, long bytes, long fingerprint) {

  /** The snapshot of a directory that does not exist; differs from that of an empty one. */
  public static final DirectorySnapshot MISSING = new DirectorySnapshot(-1, 0, 0);

  /**
   * Returns the snapshot of a directory; reads no file.
   *
   * @throws IOException if the directory cannot be listed
   */
  public static DirectorySnapshot of(DirectoryTree tree, BooleanSupplier stopRequested)
      throws IOException {
    SnapshotVisitor visitor = new SnapshotVisitor(tree);
    tree.walk(visitor, stopRequested);
    return new DirectorySnapshot(visitor.files, visitor.bytes, visitor.fingerprint);
  }

  private static final class SnapshotVisitor implements DirectoryTree.Visitor {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final DirectoryTree tree;
    private long files;
    private long bytes;
    private long fingerprint;

    SnapshotVisitor(DirectoryTree tree) {
      this.tree = tree;
    }

    @Override
    public void file(Path file, BasicFileAttributes attributes) {
      files++;
      bytes += attributes.size();
      long name = tree.name(file).hashCode();
      long time = attributes.lastModifiedTime().toInstant().hashCode();
      fingerprint += mixed(mixed(mixed(name) + attributes.size()) + time);
    }

    @Override
    public void unreadable(Path path, IOException failure) {
      // Unreadable content is part of neither snapshot.
    }

    private static long mixed(long bits) {
      long product = (bits ^ (bits >>> Integer.SIZE)) * GOLDEN;
      return product ^ (product >>> Integer.SIZE);
    }
  }
}
