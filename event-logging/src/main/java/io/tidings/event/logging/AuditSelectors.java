package io.tidings.event.logging;

import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Selectors for audit trails that want less than everything. Stateless. */
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
   * Returns the types that change something somebody may have to answer for: a plan applied or
   * cancelled, a correction applied to a decision, a resource modified, a session created (AUL-04).
   *
   * @return an unmodifiable set
   */
  public static Set<EventType> securityRelevantTypes() {
    return SECURITY_RELEVANT;
  }

  /** Selects the events of {@link #securityRelevantTypes()}. */
  public static EventSelector securityRelevant() {
    return EventSelector.kinds(SECURITY_RELEVANT.toArray(EventType[]::new));
  }
}
