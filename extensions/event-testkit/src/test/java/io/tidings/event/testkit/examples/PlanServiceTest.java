package io.tidings.event.testkit.examples;

import static io.tidings.event.testkit.TidingsAssertions.assertThat;

import io.tidings.event.EventType;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.TestClock;
import io.tidings.event.testkit.TidingsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TidingsExtension.class)
class PlanServiceTest {

  @Test
  void applied_plan_is_emitted(RecordingEventBus bus, TestClock clock) {
    new PlanService(bus).apply("p-1");
    assertThat(bus).emitted(EventType.PLAN_APPLIED).withPlan("p-1");
  }
}
