/**
 * Who may read a trail: {@link io.tidings.event.store.access.AuditAccess} before every question of
 * a tenant's.
 */
@NullMarked
package io.tidings.event.store.access;

import org.jspecify.annotations.NullMarked;
