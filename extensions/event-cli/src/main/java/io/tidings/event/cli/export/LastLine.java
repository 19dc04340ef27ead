package io.tidings.event.cli.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The last complete line of a file. Immutable.
 *
 * @param text the line without its end, or null if there is none
 * @param end the position after it
 */
record LastLine(@Nullable String text, long end) {

  /** The last line of an empty file. */
  static final LastLine NONE = new LastLine(null, 0);

  private static final int BLOCK = 8_192;

  /** Reads the last line; it must fit into memory. */
  static LastLine of(FileChannel file) throws IOException {
    long end = afterLineBreak(file, file.size());
    if (end == 0) {
      return NONE;
    }
    long start = afterLineBreak(file, end - 1);
    byte[] line = bytes(file, start, Math.toIntExact(end - 1 - start));
    return new LastLine(new String(line, StandardCharsets.UTF_8), end);
  }

  /** Returns the position after the last line break before a position; 0 for none. */
  private static long afterLineBreak(FileChannel file, long before) throws IOException {
    for (long end = before; end > 0; ) {
      long start = Math.max(0, end - BLOCK);
      byte[] block = bytes(file, start, (int) (end - start));
      for (int i = block.length - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  private static byte[] bytes(FileChannel file, long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, start + bytes.position()) >= 0) {
      // A read may return less than requested.
    }
    return bytes.array();
  }
}
