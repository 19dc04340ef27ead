package io.tidings.event.webhooks;

import java.nio.file.Path;

/**
 * Protection of subscription secrets in the database: only the result of {@link #seal} is stored. A
 * host may implement it over a secret manager and return the name under which the secret is stored
 * there. Implementations must be thread-safe; their methods are called by several threads at once.
 *
 * @contract WEB-04
 */
public interface SecretVault {

  /**
   * Returns a vault that encrypts with AES-GCM and a 256-bit key in a file. The file is created,
   * readable by its owner only, when the first secret is sealed. The key is needed as long as the
   * secrets are used; without it, revoke the secrets and rotate them.
   *
   * @throws WebhookException if the file is not a key, belongs to another user than that of this
   *     process, is accessible to others or cannot be read, if its directory does not exist, or if
   *     the file exists in a directory that others may write; a link is followed, and both of its
   *     ends are checked
   * @throws NullPointerException if {@code keyFile} is null
   */
  static SecretVault inFile(Path keyFile) {
    return KeyFileVault.in(keyFile);
  }

  /**
   * Returns the sealed form of a secret, which is stored.
   *
   * @param subscriptionId the subscription; the sealed form opens for no other
   * @throws RuntimeException if the secret cannot be sealed; the caller then stores nothing
   */
  String seal(String subscriptionId, String secret);

  /**
   * Returns the secret of a sealed form.
   *
   * @throws RuntimeException if it cannot be opened; the vault of {@link #inFile} throws {@link
   *     WebhookException}. A dispatcher then retries the delivery in one minute and counts no
   *     attempt
   */
  String open(String subscriptionId, String sealed);

  /**
   * Discards a sealed secret that is no longer stored; called after it was replaced, revoked or
   * removed. The default does nothing.
   */
  default void forget(String subscriptionId, String sealed) {}
}
