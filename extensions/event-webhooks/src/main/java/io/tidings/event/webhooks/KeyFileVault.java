package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Vault that encrypts with AES-GCM, each secret with its own nonce and bound to the id of its
 * subscription. The key file is created when the first secret is sealed, never when one is opened.
 * Thread-safe.
 */
final class KeyFileVault implements SecretVault {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String VERSION = "v1:";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final KeyFileCheck check;
  private volatile @Nullable SecretKey cachedKey;

  private KeyFileVault(Path file, KeyFileCheck check) {
    this.file = file;
    this.check = check;
  }

  static SecretVault in(Path keyFile) {
    return in(keyFile, new KeyFileCheck(FileOwner.SYSTEM));
  }

  static SecretVault in(Path keyFile, KeyFileCheck check) {
    Path file = requireNonNull(keyFile, "keyFile").toAbsolutePath();
    Path directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new WebhookException(
          "the key file " + file + " cannot be created: its directory does not exist; create it",
          null);
    }
    KeyFileVault vault = new KeyFileVault(file, check);
    vault.keyOrNull();
    return vault;
  }

  /** Returns the key, or null without a file. */
  private @Nullable SecretKey keyOrNull() {
    SecretKey key = cachedKey;
    if (key == null && Files.exists(file)) {
      key = read();
      cachedKey = key;
    }
    return key;
  }

  private SecretKey read() {
    try {
      check.requireOwn(file);
      if (Files.size(file) != KEY_BYTES) {
        throw new WebhookException(
            "the key file " + file + " is not a key of " + KEY_BYTES + " bytes; use another file",
            null);
      }
      return new SecretKeySpec(Files.readAllBytes(file), "AES");
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  private SecretKey createKey() {
    try {
      check.requireOwnDirectory(file);
      OwnerOnlyFiles.createIfAbsent(file, random(KEY_BYTES));
    } catch (IOException failure) {
      throw failed(failure);
    }
    return required();
  }

  private SecretKey required() {
    SecretKey key = keyOrNull();
    if (key == null) {
      throw new WebhookException(
          "the key file "
              + file
              + " does not exist; restore it, or use the one with which the secrets were sealed",
          null);
    }
    return key;
  }

  private WebhookException failed(IOException failure) {
    return new WebhookException("the key file " + file + " cannot be used: " + failure, failure);
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String seal(String subscriptionId, String secret) {
    byte[] nonce = random(NONCE_BYTES);
    byte[] plain = requireNonNull(secret, "secret").getBytes(StandardCharsets.UTF_8);
    SecretKey key = keyOrNull();
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, key == null ? createKey() : key, nonce, subscriptionId)
              .doFinal(plain);
      ByteBuffer whole = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed);
      return VERSION + Base64.getEncoder().encodeToString(whole.array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has AES-GCM", impossible);
    }
  }

  @Override
  public String open(String subscriptionId, String sealed) {
    if (!requireNonNull(sealed, "sealed").startsWith(VERSION)) {
      throw new WebhookException("the secret was sealed by another vault; rotate it", null);
    }
    SecretKey key = required();
    try {
      byte[] whole = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, whole, subscriptionId);
      byte[] plain = cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException failure) {
      throw new WebhookException(
          "the secret of subscription "
              + subscriptionId
              + " does not open with this key; use the key it was sealed with, or rotate it",
          failure);
    }
  }

  /** Returns a cipher whose nonce is the beginning of the bytes. */
  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String subscriptionId)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    cipher.updateAAD(subscriptionId.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
