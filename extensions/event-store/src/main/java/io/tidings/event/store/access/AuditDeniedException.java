package io.tidings.event.store.access;

/** The refusal of a tenant's query; the trail was not queried. */
public final class AuditDeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The reasons of a refusal. */
  public enum Reason {
    /** The caller lacks the permission. */
    FORBIDDEN,
    /** The organization's plan lacks the entitlement. */
    NOT_ENTITLED
  }

  private final Reason reason;

  AuditDeniedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns the reason; both correspond to HTTP status 403. */
  public Reason reason() {
    return reason;
  }
}
