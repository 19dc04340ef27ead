package io.tidings.event.webhooks.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Masking of secrets in the recorded request, response and error of a delivery, in whatever common
 * writing they occur: in other case, escaped, percent-encoded, in hexadecimal digits, in base64,
 * reversed, wrapped over lines, nested, or in part. The time is linear in the text. Immutable.
 */
public final class SecretMask {

  /** The replacement for a secret. */
  public static final String MASK = "[redacted]";

  /** Maximum length of a recorded request body or response, in characters. */
  public static final int MAX_RECORDED = 2_000;

  /** Maximum number of characters of a text that are read. */
  private static final int MAX_READ = 16_384;

  /** Maximum number of nested encodings. */
  private static final int MAX_DEPTH = 4;

  private final List<SecretFragments> fragments;

  private SecretMask(List<SecretFragments> fragments) {
    this.fragments = fragments;
  }

  /**
   * Returns a mask for the secret, its proof, the query of the URL and its values, and the values
   * of the subscription's headers.
   */
  public static SecretMask of(
      String secret, String proof, String url, Collection<String> headerValues) {
    SecretParts parts = new SecretParts();
    parts.addCredential(secret);
    parts.addProof(proof);
    parts.addQuery(url);
    headerValues.forEach(parts::addCredential);
    return new SecretMask(
        List.of(parts.addTo(new SecretFragments(false)), parts.addTo(new SecretFragments(true))));
  }

  /** Returns the masked beginning of a text, without characters that a database rejects. */
  public String apply(String text) {
    String read = text.substring(0, Math.min(text.length(), MAX_READ));
    String masked = masked(read, marked(read)).replace('\0', '\ufffd');
    return new String(masked.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private BitSet marked(String text) {
    BitSet marked = new BitSet(text.length());
    TextView plain = TextView.of(text);
    mark(plain, marked);
    TextView mail = plain.decoded(Escapes.QUOTED_PRINTABLE);
    if (mail != plain) {
      mark(mail, marked);
    }
    return marked;
  }

  /** Marks the secrets in a view and in what it encodes. */
  private void mark(TextView first, BitSet marked) {
    TextView view = first.visible();
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
      for (SecretFragments each : fragments) {
        each.mark(view, marked);
      }
      TextView decoded = view.decoded(Escapes.COMMON);
      if (decoded == view) {
        return;
      }
      view = decoded;
    }
  }

  private static String masked(String text, BitSet marked) {
    StringBuilder out = new StringBuilder();
    int next = 0;
    while (next < text.length() && out.length() < MAX_RECORDED) {
      boolean secret = marked.get(next);
      int end = secret ? marked.nextClearBit(next) : marked.nextSetBit(next);
      int limit = end < 0 ? text.length() : end;
      out.append(secret ? MASK : text.substring(next, limit));
      next = limit;
    }
    return out.substring(0, Math.min(out.length(), MAX_RECORDED));
  }
}
