package io.tidings.event.webhooks;

/** How a receiver knows that a delivery is from here. */
public enum AuthMode {
  /** The request is signed with the secret, which never leaves; see {@link WebhookSignature}. */
  SIGNATURE("signature"),
  /** The secret itself is sent as the {@code Authorization} header (WEB-10). */
  AUTHORIZATION("authorization");

  private final String id;

  AuthMode(String id) {
    this.id = id;
  }

  /** Returns the text that stands for this mode outside the process. */
  public String id() {
    return id;
  }

  /**
   * Returns the mode with an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AuthMode fromId(String id) {
    for (AuthMode mode : values()) {
      if (mode.id.equals(id)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("id must be signature or authorization");
  }
}
