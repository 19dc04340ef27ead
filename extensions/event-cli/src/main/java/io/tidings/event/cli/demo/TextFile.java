package io.tidings.event.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A regular file, read buffer by buffer whatever the length of its lines, and no further than it
 * reached when the walk met it: one that grows while it is read comes to an end. Confined to one
 * thread, with the buffer it shares.
 */
final class TextFile {

  static final int HEAD = 8 * 1024;
  static final int BUFFER = 64 * 1024;

  private final Path path;
  private final long length;
  private final Opener opener;
  private final ReadBudget budget;
  private final byte[] buffer;

  TextFile(Path path, long length, Opener opener, ReadBudget budget, byte[] buffer) {
    this.path = path;
    this.length = length;
    this.opener = opener;
    this.budget = budget;
    this.buffer = buffer;
  }

  /** Takes the next bytes of a file. The array is used again for the bytes after them. */
  @FunctionalInterface
  interface Reader {
    void take(byte[] bytes, int count);
  }

  /** Tells whether there is a NUL in the first 8 KiB. */
  boolean isBinary() throws IOException {
    boolean[] binary = new boolean[1];
    read(Math.min(length, HEAD), (bytes, count) -> binary[0] |= hasNul(bytes, count));
    return binary[0];
  }

  /** Hands the whole file to {@code reader}. */
  void read(Reader reader) throws IOException {
    read(length, reader);
  }

  private void read(long most, Reader reader) throws IOException {
    try (InputStream in = opener.open(path)) {
      long left = most;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          return;
        }
        left -= count;
        budget.spend(count);
        reader.take(buffer, count);
      }
    }
  }

  private static boolean hasNul(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
