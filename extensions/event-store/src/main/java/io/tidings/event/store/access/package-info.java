/**
 * Access control for a tenant's queries: {@link io.tidings.event.store.access.AuditAccess} checks
 * the permission and the entitlement before each.
 */
@NullMarked
package io.tidings.event.store.access;

import org.jspecify.annotations.NullMarked;
