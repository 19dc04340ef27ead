package io.tidings.event.webhooks.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Masking of secrets in the recorded request, response and error of a delivery. Immutable. */
public final class SecretMask {

  /** The replacement for a secret. */
  public static final String MASK = "[redacted]";

  /** Maximum length of a recorded request body or response, in characters. */
  public static final int MAX_RECORDED = 2_000;

  /** Shorter texts are not masked: they would match by accident. */
  private static final int MIN_MASKED = 4;

  private final List<String> secrets;

  private SecretMask(List<String> secrets) {
    this.secrets = secrets;
  }

  /**
   * Returns a mask for the secret, its proof, the last word of the secret (a token after {@code
   * Bearer}), the query of the URL and the values of the subscription's headers. Longer texts are
   * replaced first, since one may contain another.
   */
  public static SecretMask of(
      String secret, String proof, String url, Collection<String> headerValues) {
    int query = url.indexOf('?');
    return new SecretMask(
        Stream.concat(
                Stream.of(
                    secret,
                    proof,
                    secret.substring(secret.lastIndexOf(' ') + 1),
                    query < 0 ? "" : url.substring(query + 1)),
                headerValues.stream())
            .filter(text -> text.length() >= MIN_MASKED)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** Returns the masked beginning of a text, without characters that a database rejects. */
  public String apply(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    String cut =
        masked.substring(0, Math.min(masked.length(), MAX_RECORDED)).replace('\0', '\ufffd');
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
