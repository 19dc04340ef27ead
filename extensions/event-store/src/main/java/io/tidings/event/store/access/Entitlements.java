package io.tidings.event.store.access;

/**
 * The entitlements of organizations by their plans. Held by the operator of the platform: nothing
 * that an organization sends or stores may change them. Implementations must be thread-safe.
 *
 * @contract AUD-13
 */
@FunctionalInterface
public interface Entitlements {

  /**
   * Returns whether the plan of an organization includes the audit trail. Must be false for an
   * unknown organization or plan. An exception reaches the caller of {@link AuditAccess}.
   */
  boolean includeAudit(String organization);
}
