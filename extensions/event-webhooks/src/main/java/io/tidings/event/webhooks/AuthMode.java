package io.tidings.event.webhooks;

import static java.util.Objects.requireNonNull;

/** Authentication of deliveries towards a receiver. */
public enum AuthMode {
  /** The request carries a signature made with the secret; see {@link WebhookSignature}. */
  SIGNATURE("signature"),

  /**
   * The request carries the secret itself as its {@code Authorization} header, without a signature.
   *
   * @contract WEB-10
   */
  AUTHORIZATION("authorization");

  private final String id;

  AuthMode(String id) {
    this.id = id;
  }

  /** Returns the stable id, used outside the process. */
  public String id() {
    return id;
  }

  /**
   * Returns the mode with an id.
   *
   * @throws IllegalArgumentException if no mode has this id
   * @throws NullPointerException if {@code id} is null
   */
  public static AuthMode fromId(String id) {
    requireNonNull(id, "id");
    for (AuthMode mode : values()) {
      if (mode.id.equals(id)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("id must be signature or authorization");
  }
}
