package io.tidings.event.webhooks;

import io.tidings.event.webhooks.internal.http.HeaderRules;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Generation and validation of subscription secrets. Stateless. */
final class WebhookSecrets {

  private static final int GENERATED_LENGTH = 32;
  private static final int MIN_LENGTH = 24;
  private static final int MAX_LENGTH = 256;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecrets() {}

  /**
   * Returns the given secret, or a generated one of 32 letters and digits for null.
   *
   * @throws IllegalArgumentException if the secret is ill-formed, or null in authorization mode
   */
  static String validOrGenerated(@Nullable String secret, AuthMode mode) {
    if (secret == null) {
      if (mode == AuthMode.AUTHORIZATION) {
        throw new IllegalArgumentException(
            "secret must be given in authorization mode: it is what the receiver expects");
      }
      return generate();
    }
    if (secret.length() < MIN_LENGTH
        || secret.length() > MAX_LENGTH
        || !HeaderRules.isValue(secret)) {
      throw new IllegalArgumentException(
          "secret must be "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " visible ASCII characters; generate one with openssl rand -hex 32, or omit it for"
              + " a generated one");
    }
    return secret;
  }

  private static String generate() {
    StringBuilder secret = new StringBuilder();
    RANDOM
        .ints(GENERATED_LENGTH, 0, ALPHABET.length())
        .forEach(i -> secret.append(ALPHABET.charAt(i)));
    return secret.toString();
  }
}
