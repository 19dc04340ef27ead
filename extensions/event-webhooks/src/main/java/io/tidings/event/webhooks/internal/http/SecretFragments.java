package io.tidings.event.webhooks.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.stream.LongStream;

/**
 * The fragments of secrets in their usual writings, found in one pass over a text. A fragment has
 * twelve characters, or is a whole writing that is shorter, so a part of a secret is found too.
 * Fragments are compared by a 64-bit hash; a collision can only mask more. Immutable once built.
 */
final class SecretFragments {

  /** Shorter texts are not searched for: they would be found by accident. */
  static final int MIN_LENGTH = 4;

  /** Shorter texts are searched for in fewer writings. */
  private static final int MIN_VARIED = 8;

  private static final int MAX_LENGTH = 12;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final boolean alphanumeric;
  private final LongStream.Builder[] added = new LongStream.Builder[MAX_LENGTH + 1];
  private final long[][] hashes = new long[MAX_LENGTH + 1][];

  /** Creates an empty set of fragments for folded views. */
  SecretFragments(boolean alphanumeric) {
    this.alphanumeric = alphanumeric;
  }

  /** Adds a secret: as it is, reversed, in hexadecimal digits and in base64 at every offset. */
  void add(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    addWriting(secret, MIN_LENGTH);
    addWriting(new StringBuilder(secret).reverse().toString(), MIN_VARIED);
    add(bytes);
  }

  /** Adds bytes in hexadecimal digits and in base64 at every offset. */
  void add(byte[] bytes) {
    addWriting(HexFormat.of().formatHex(bytes), MIN_VARIED);
    for (int offset = 0; offset < 3; offset++) {
      addBase64(bytes, offset);
    }
  }

  /** Adds the digits that depend on these bytes alone, and also the last one if nothing follows. */
  private void addBase64(byte[] bytes, int offset) {
    byte[] shifted = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = (offset * Byte.SIZE + 5) / 6;
    int last = shifted.length * Byte.SIZE / 6;
    addWriting(text.substring(first, Math.max(first, last)), MIN_VARIED);
    addWriting(text.substring(first), MIN_VARIED);
  }

  private void addWriting(String text, int min) {
    String folded = TextView.of(text).folded(alphanumeric).text();
    if (folded.length() >= (alphanumeric ? MIN_VARIED : min)) {
      int length = Math.min(folded.length(), MAX_LENGTH);
      LongStream.Builder builder = added[length];
      if (builder == null) {
        builder = LongStream.builder();
        added[length] = builder;
      }
      LongStream.of(windows(folded, length)).forEach(builder);
    }
  }

  /** Ends the additions. */
  SecretFragments build() {
    for (int length = MIN_LENGTH; length <= MAX_LENGTH; length++) {
      LongStream.Builder builder = added[length];
      hashes[length] = builder == null ? new long[0] : builder.build().sorted().toArray();
      added[length] = null;
    }
    return this;
  }

  /** Marks the source ranges of all fragments in a view. */
  void mark(TextView view, BitSet source) {
    TextView folded = view.folded(alphanumeric);
    for (int length = MIN_LENGTH; length <= MAX_LENGTH; length++) {
      if (hashes[length].length > 0) {
        mark(folded, length, source);
      }
    }
  }

  private void mark(TextView folded, int length, BitSet source) {
    long[] windows = windows(folded.text(), length);
    for (int i = 0; i < windows.length; i++) {
      if (Arrays.binarySearch(hashes[length], windows[i]) >= 0) {
        folded.mark(i, length, source);
      }
    }
  }

  /** Returns the hash of each part of a text that has a length, by a rolling polynomial. */
  private static long[] windows(String text, int length) {
    long[] windows = new long[Math.max(0, text.length() - length + 1)];
    long highest = 1;
    for (int i = 1; i < length; i++) {
      highest *= FACTOR;
    }
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      if (i >= length) {
        hash -= text.charAt(i - length) * highest;
      }
      hash = hash * FACTOR + text.charAt(i);
      if (i >= length - 1) {
        windows[i - length + 1] = hash;
      }
    }
    return windows;
  }
}
