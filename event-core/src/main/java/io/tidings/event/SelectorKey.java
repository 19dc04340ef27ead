package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** The ids by which a bus finds subscriptions directly; the most telling ones first. */
enum SelectorKey {
  CORRELATION {
    @Override
    String of(DomainEvent event) {
      return event.correlationId();
    }
  },
  PLAN {
    @Override
    @Nullable String of(DomainEvent event) {
      return event.planId();
    }
  },
  SESSION {
    @Override
    @Nullable String of(DomainEvent event) {
      return event.sessionId();
    }
  },
  PLAN_TREE {
    @Override
    @Nullable String of(DomainEvent event) {
      return event.rootPlanId();
    }

    // The root itself belongs to its tree, whether or not it names itself as its root.
    @Override
    @Nullable String alsoOf(DomainEvent event) {
      return event.planId();
    }
  };

  abstract @Nullable String of(DomainEvent event);

  @Nullable String alsoOf(DomainEvent event) {
    return null;
  }

  boolean matches(DomainEvent event, String value) {
    return value.equals(of(event)) || value.equals(alsoOf(event));
  }
}
