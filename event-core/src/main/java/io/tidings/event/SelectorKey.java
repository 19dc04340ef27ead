package io.tidings.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of an event that a bus indexes subscriptions by, most selective first. */
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
  ACTOR {
    @Override
    @Nullable String of(DomainEvent event) {
      return event.actorName();
    }
  },
  PLAN_TREE {
    @Override
    @Nullable String of(DomainEvent event) {
      return event.rootPlanId();
    }

    // A root plan belongs to its own tree, whether or not the event names it as root plan.
    @Override
    @Nullable String secondOf(DomainEvent event) {
      return event.planId();
    }
  };

  abstract @Nullable String of(DomainEvent event);

  @Nullable String secondOf(DomainEvent event) {
    return null;
  }

  boolean matches(DomainEvent event, String value) {
    return value.equals(of(event)) || value.equals(secondOf(event));
  }

  /** Returns the name of the key in a text, such as {@code plan tree}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
