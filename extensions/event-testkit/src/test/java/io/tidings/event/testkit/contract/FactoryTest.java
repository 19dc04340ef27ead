package io.tidings.event.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventBus;
import org.junit.jupiter.api.Test;

/** Failures of the suite for factories that do not create new buses. */
class FactoryTest {

  /** Asserts that every test of the suite failed with a message. */
  private static void allFailWith(SuiteRun run, String message) {
    assertThat(run.failed()).isEqualTo(run.started()).hasSizeGreaterThan(90);
    assertThat(run.messages()).allSatisfy(each -> assertThat(each).contains(message));
  }

  @Test
  void factory_returning_null_fails_every_test() {
    allFailWith(SuiteRun.of(setup -> null), "create returned null; return a new bus");
  }

  @Test
  void factory_returning_one_bus_twice_fails_every_test() {
    EventBus only = EventBus.create();

    allFailWith(SuiteRun.of(setup -> only), "create returned the same bus twice; return a new bus");
  }
}
