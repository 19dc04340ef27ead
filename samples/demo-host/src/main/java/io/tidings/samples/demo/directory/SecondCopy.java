package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the files that were read, limited to {@value #MAX_FILES} files in {@value
 * #MAX_DIRECTORIES} directories with {@value #MAX_BYTES} bytes in total. The first file that cannot
 * be written ends the copying; {@link #failure} is the reason. Confined to one thread.
 */
public final class SecondCopy {

  /** The maximum number of files. */
  public static final int MAX_FILES = 500;

  /** The maximum number of directories. */
  public static final int MAX_DIRECTORIES = 250;

  /** The maximum total size. */
  public static final int MAX_BYTES = 1 << 24;

  private final Path root;
  private final Set<Path> directories = new HashSet<>();
  private long files;
  private long bytes;
  private long offered;
  private @Nullable IOException failure;

  /**
   * Creates an empty copy.
   *
   * @throws IOException if its directory cannot be created
   */
  public SecondCopy(Path root) throws IOException {
    this.root = Files.createDirectories(root);
  }

  /**
   * Copies a file, unless a limit is reached or copying has failed.
   *
   * @param path the path relative to the root
   */
  public void offer(Path path, byte[] content) {
    offered++;
    if (failure == null && files < MAX_FILES && bytes + content.length <= MAX_BYTES) {
      try {
        copy(path, content);
      } catch (IOException writeFailure) {
        failure = writeFailure;
      }
    }
  }

  private void copy(Path path, byte[] content) throws IOException {
    Path target = root.resolve(path);
    Path parent = target.getParent();
    if (parent != null && !directories.contains(parent)) {
      if (directories.size() >= MAX_DIRECTORIES) {
        return;
      }
      Files.createDirectories(parent);
      directories.add(parent);
    }
    Files.write(target, content);
    files++;
    bytes += content.length;
  }

  /** Returns the root of the copy. */
  public Path root() {
    return root;
  }

  /** Returns the number of files. */
  public long files() {
    return files;
  }

  /** Returns the total size of the files. */
  public long bytes() {
    return bytes;
  }

  /** Returns the number of files that were offered and not copied. */
  public long skipped() {
    return offered - files;
  }

  /** Returns the failure that ended the copying, or null. */
  public @Nullable IOException failure() {
    return failure;
  }
}
