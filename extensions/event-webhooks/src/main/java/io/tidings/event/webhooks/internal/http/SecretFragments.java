package io.tidings.event.webhooks.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * The fragments of secrets in their usual writings, found in one pass over a text. A fragment has
 * twelve characters, or is a whole writing that is shorter, so a part of a secret is found too.
 * Fragments are compared by a 64-bit hash; a collision can only mask more. Confined to one thread
 * until it is complete.
 */
final class SecretFragments {

  /** Shorter texts are not searched for: they would be found by accident. */
  private static final int MIN_LENGTH = 4;

  /** Shorter texts are searched for as they are only. */
  private static final int MIN_VARIED = 8;

  /** Longer texts are searched for as they are only, which limits the work of an attempt. */
  private static final int MAX_VARIED = 1_024;

  private static final int MAX_LENGTH = 12;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final boolean alphanumeric;
  private final long[][] hashes = new long[MAX_LENGTH + 1][0];
  private final int[] counts = new int[MAX_LENGTH + 1];

  /**
   * Creates an empty set of fragments.
   *
   * @param alphanumeric whether they are searched for in views without punctuation
   */
  SecretFragments(boolean alphanumeric) {
    this.alphanumeric = alphanumeric;
  }

  /** Adds a text as it is. */
  void addText(String text) {
    addWriting(text, MIN_LENGTH);
  }

  /** Adds a text as it is and, from 8 to 1,024 characters, reversed and as its bytes. */
  void addSecret(String secret) {
    addText(secret);
    if (secret.length() >= MIN_VARIED && secret.length() <= MAX_VARIED) {
      addWriting(new StringBuilder(secret).reverse().toString(), MIN_VARIED);
      addBytes(secret.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Adds bytes in hexadecimal digits, as lists of numbers and in base64 at every offset. A view
   * without punctuation contains each of them.
   */
  void addBytes(byte[] bytes) {
    if (alphanumeric) {
      addWriting(HexFormat.of().formatHex(bytes), MIN_VARIED);
      addWriting(HexFormat.of().withPrefix("0x").formatHex(bytes), MIN_VARIED);
      addWriting(numbers(bytes), MIN_VARIED);
      for (int offset = 0; offset < 3; offset++) {
        addBase64(bytes, offset);
      }
    }
  }

  /** Returns the numbers, whose sign is not searched for; of negative ones both forms. */
  private static String numbers(byte[] bytes) {
    StringBuilder unsigned = new StringBuilder();
    StringBuilder signed = new StringBuilder();
    for (byte each : bytes) {
      unsigned.append(each & 0xFF);
      signed.append(Math.abs(each));
    }
    return unsigned.compareTo(signed) == 0
        ? unsigned.toString()
        : unsigned.append(' ').append(signed).toString();
  }

  /** Adds the digits that depend on these bytes alone, and also the last one if nothing follows. */
  private void addBase64(byte[] bytes, int offset) {
    byte[] shifted = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = (offset * Byte.SIZE + 5) / 6;
    int last = shifted.length * Byte.SIZE / 6;
    addWriting(text.substring(first), MIN_VARIED);
    if (last - first < MAX_LENGTH) {
      addWriting(text.substring(first, last), MIN_VARIED);
    }
  }

  private void addWriting(String text, int min) {
    String folded = TextView.folded(text, alphanumeric);
    if (folded.length() >= (alphanumeric ? MIN_VARIED : min)) {
      add(windows(folded, Math.min(folded.length(), MAX_LENGTH)), folded.length());
    }
  }

  private void add(long[] windows, int textLength) {
    int length = Math.min(textLength, MAX_LENGTH);
    int count = counts[length];
    if (count + windows.length > hashes[length].length) {
      hashes[length] = Arrays.copyOf(hashes[length], 2 * (count + windows.length));
    }
    System.arraycopy(windows, 0, hashes[length], count, windows.length);
    counts[length] += windows.length;
  }

  /** Ends the additions. */
  SecretFragments complete() {
    for (int length = MIN_LENGTH; length <= MAX_LENGTH; length++) {
      Arrays.sort(hashes[length], 0, counts[length]);
    }
    return this;
  }

  /** Marks the source ranges of all fragments in a view. */
  void mark(TextView view, BitSet source) {
    TextView folded = view.folded(alphanumeric);
    for (int length = MIN_LENGTH; length <= MAX_LENGTH; length++) {
      if (counts[length] > 0) {
        mark(folded, length, source);
      }
    }
  }

  private void mark(TextView folded, int length, BitSet source) {
    long[] windows = windows(folded.text(), length);
    for (int i = 0; i < windows.length; i++) {
      if (Arrays.binarySearch(hashes[length], 0, counts[length], windows[i]) >= 0) {
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
