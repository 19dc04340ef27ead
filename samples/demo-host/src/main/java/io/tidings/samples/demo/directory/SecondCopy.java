package io.tidings.samples.demo.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A copy of what was read, as far as there is room: {@value #MAX_FILES} files in {@value
 * #MAX_DIRECTORIES} directories with {@value #MAX_BYTES} bytes in all. The first file that cannot
 * be written ends the copying, and whoever asks is told why. Confined to one thread.
 */
public final class SecondCopy {

  /** How many files are copied. */
  public static final int MAX_FILES = 500;

  /** How many directories are made. */
  public static final int MAX_DIRECTORIES = 250;

  /** How many bytes are copied. */
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
   * @throws IOException if its directory cannot be made
   */
  public SecondCopy(Path root) throws IOException {
    this.root = Files.createDirectories(root);
  }

  /**
   * Takes a file, or not.
   *
   * @param path where it is below the root
   */
  public void offer(Path path, byte[] content) {
    offered++;
    if (failure == null && files < MAX_FILES && bytes + content.length <= MAX_BYTES) {
      try {
        take(path, content);
      } catch (IOException full) {
        failure = full;
      }
    }
  }

  private void take(Path path, byte[] content) throws IOException {
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

  /** Returns where it is. */
  public Path root() {
    return root;
  }

  /** Returns how many files it has. */
  public long files() {
    return files;
  }

  /** Returns how many bytes they have. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many there was no room for. */
  public long refused() {
    return offered - files;
  }

  /** Returns what ended the copying before there was no room, or null. */
  public @Nullable IOException failure() {
    return failure;
  }
}
