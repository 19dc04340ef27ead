package io.tidings.event.store.access;

/** A question to the trail was not asked, since whoever asked may not. */
public final class AuditDeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was missing. */
  public enum Reason {
    /** The permission. */
    FORBIDDEN,
    /** The entitlement of the organization's plan. */
    NOT_ENTITLED
  }

  private final Reason reason;

  AuditDeniedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns what was missing. Both are 403 in HTTP. */
  public Reason reason() {
    return reason;
  }
}
