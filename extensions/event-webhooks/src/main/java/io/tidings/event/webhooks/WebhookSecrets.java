package io.tidings.event.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How secrets are made, and how they are kept out of what is shown. Stateless. */
final class WebhookSecrets {

  /** What takes the place of a secret. */
  static final String MASK = "[redacted]";

  /** How much of a request and of an answer is kept, in characters (WEB-14). */
  static final int SHOWN = 2_000;

  /** What is shorter is no secret, and would make gaps in every text. */
  private static final int LEAST_HIDDEN = 4;

  private static final int GENERATED = 32;
  private static final int LEAST = 8;
  private static final int MOST = 256;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecrets() {}

  /**
   * Returns the secret that was given, or a new one of 32 letters and digits (WEB-04).
   *
   * @throws IllegalArgumentException if it is ill-formed, or one has to be given and is not
   */
  static String of(@Nullable String given, AuthMode mode) {
    if (given == null && mode == AuthMode.AUTHORIZATION) {
      throw new IllegalArgumentException(
          "secret must be given in authorization mode: it is what the receiver asks for");
    }
    if (given == null) {
      StringBuilder made = new StringBuilder();
      RANDOM.ints(GENERATED, 0, ALPHABET.length()).forEach(i -> made.append(ALPHABET.charAt(i)));
      return made.toString();
    }
    if (given.length() < LEAST || given.length() > MOST || !HeaderRules.isValue(given)) {
      throw new IllegalArgumentException(
          "secret must be " + LEAST + " to " + MOST + " visible ASCII characters");
    }
    return given;
  }

  /**
   * Returns what must not be shown of a request: the secret and what proves it, a token that is the
   * end of the secret, as after {@code Bearer}, the subscription's own header values and the url's
   * query. The longest comes first, since one may have another in it.
   */
  static List<String> of(String secret, String proof, SubscriptionSpec spec) {
    int query = spec.url().indexOf('?');
    return Stream.concat(
            Stream.of(
                secret,
                proof,
                secret.substring(secret.lastIndexOf(' ') + 1),
                query < 0 ? "" : spec.url().substring(query + 1)),
            spec.headers().values().stream())
        .filter(text -> text.length() >= LEAST_HIDDEN)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /** Returns the beginning of a text without what must not be shown, as every database takes it. */
  static String shown(String text, List<String> hidden) {
    String masked = text;
    for (String each : hidden) {
      masked = masked.replace(each, MASK);
    }
    String cut = masked.substring(0, Math.min(masked.length(), SHOWN)).replace('\0', '\ufffd');
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
