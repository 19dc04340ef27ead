package io.tidings.event.store.access;

/**
 * What the plans of organizations include. Kept by whoever runs the platform, out of an
 * organization's reach: nothing that an organization sends or stores changes the answer (AUD-13).
 * Must be thread-safe.
 */
@FunctionalInterface
public interface Entitlements {

  /**
   * Tells whether the plan of an organization includes the audit trail. False where the
   * organization or its plan is not known.
   */
  boolean includeAudit(String organization);
}
