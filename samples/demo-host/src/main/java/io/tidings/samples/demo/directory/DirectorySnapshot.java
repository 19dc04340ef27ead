package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;

/**
 * What a directory looks like from outside at one moment. Two looks are equal if no file has come,
 * gone or changed between them, as far as names, sizes and times tell. Immutable.
 *
 * @param files how many files there are, links and special ones too
 * @param bytes how large they are together
 * @param print a number that stands for all names, sizes and times, in whatever order they come
 */
public record DirectorySnapshot(long files, long bytes, long print) {

  /** What is seen of a directory that is not there; of an empty one it is something else. */
  public static final DirectorySnapshot NOTHING = new DirectorySnapshot(-1, 0, 0);

  /**
   * Looks at a directory, and reads no file.
   *
   * @throws IOException if it cannot be listed
   */
  public static DirectorySnapshot at(DirectoryTree workspace, BooleanSupplier stopped)
      throws IOException {
    SnapshotVisitor looking = new SnapshotVisitor(workspace);
    workspace.walk(looking, stopped);
    return new DirectorySnapshot(looking.files, looking.bytes, looking.print);
  }

  private static final class SnapshotVisitor implements DirectoryTree.Visitor {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final DirectoryTree workspace;
    private long files;
    private long bytes;
    private long print;

    SnapshotVisitor(DirectoryTree workspace) {
      this.workspace = workspace;
    }

    @Override
    public void file(Path file, BasicFileAttributes attributes) {
      files++;
      bytes += attributes.size();
      long name = workspace.name(file).hashCode();
      long time = attributes.lastModifiedTime().toInstant().hashCode();
      print += mixed(mixed(mixed(name) + attributes.size()) + time);
    }

    @Override
    public void unreadable(Path path, IOException failure) {
      // What is in it cannot be told, now or later.
    }

    private static long mixed(long bits) {
      long product = (bits ^ (bits >>> Integer.SIZE)) * GOLDEN;
      return product ^ (product >>> Integer.SIZE);
    }
  }
}
