package io.tidings.event.json;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Output stream to a byte array. Output written in one piece, as most events are, is copied once.
 * Confined to one thread.
 */
final class ByteCollector extends OutputStream {

  private byte[] first = {};
  private @Nullable ByteArrayOutputStream more;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (first.length == 0) {
      first = Arrays.copyOfRange(bytes, offset, offset + length);
      return;
    }
    if (more == null) {
      more = new ByteArrayOutputStream(4 * first.length);
      more.writeBytes(first);
    }
    more.write(bytes, offset, length);
  }

  /** Returns the bytes written so far; the array must not be changed. */
  byte[] bytes() {
    return more == null ? first : more.toByteArray();
  }
}
