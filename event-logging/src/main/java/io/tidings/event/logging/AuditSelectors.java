package io.tidings.event.logging;

import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Selectors for audit logs that record only part of the events. Stateless. */
public final class AuditSelectors {

  private static final Set<EventType> SECURITY_RELEVANT =
      Collections.unmodifiableSet(
          EnumSet.of(
              EventType.PLAN_APPLIED,
              EventType.PLAN_CANCELLED,
              EventType.DECISION_CORRECTED,
              EventType.RESOURCE_MODIFIED,
              EventType.SESSION_CREATED));

  private AuditSelectors() {}

  /**
   * Returns the types of changes that need an accountable person, as an unmodifiable set: a plan
   * applied or cancelled, a decision corrected, a resource modified, a session created.
   *
   * @contract AUL-04
   */
  public static Set<EventType> securityRelevantTypes() {
    return SECURITY_RELEVANT;
  }

  /** Returns a selector of the kinds in {@link #securityRelevantTypes()}. */
  public static EventSelector securityRelevant() {
    return EventSelector.kinds(SECURITY_RELEVANT.toArray(EventType[]::new));
  }
}
