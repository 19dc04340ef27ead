package io.tidings.event.webhooks;

import java.nio.file.Path;

/**
 * Keeps the secrets of subscriptions from whoever can read the database: what is kept there is what
 * {@link #seal} returns. A host may put a service for secrets in its place, and return the name
 * under which it has the secret. Must be thread-safe.
 */
public interface SecretVault {

  /**
   * Returns the vault whose key is in a file, AES-GCM with 256 bits. Where there is no file one is
   * made with the first secret that is sealed, for its owner alone, whole from the beginning. The
   * key is needed as long as the secrets: without it they have to be made anew.
   *
   * @throws WebhookException if there is a file that is no key, or that others may read, or no
   *     directory for it
   */
  static SecretVault inFile(Path keyFile) {
    return KeyFileVault.in(keyFile);
  }

  /**
   * Returns what is kept in place of a secret.
   *
   * @param subscriptionId whose secret it is; what is returned opens for no other
   */
  String seal(String subscriptionId, String secret);

  /**
   * Returns the secret.
   *
   * @throws WebhookException if it cannot be opened
   */
  String open(String subscriptionId, String sealed);

  /** Lets go of a secret that is no longer kept. By default there is nothing to do. */
  default void forget(String subscriptionId, String sealed) {}
}
