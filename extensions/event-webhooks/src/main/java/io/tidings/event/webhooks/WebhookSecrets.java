package io.tidings.event.webhooks;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** How secrets are made, and how they are kept out of what is shown. Stateless. */
final class WebhookSecrets {

  /** What takes the place of a secret. */
  static final String MASK = "[redacted]";

  /** How much of a request and of an answer is kept, in characters (WEB-14). */
  static final int SHOWN = 2_000;

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

  /** Returns the beginning of a text without what must not be shown. */
  static String shown(String text, String secret, String proof) {
    String masked = text.replace(proof, MASK).replace(secret, MASK);
    return masked.substring(0, Math.min(masked.length(), SHOWN));
  }
}
