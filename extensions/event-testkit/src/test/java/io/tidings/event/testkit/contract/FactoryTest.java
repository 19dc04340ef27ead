package io.tidings.event.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventBus;
import org.junit.jupiter.api.Test;

/** What the suite says of a factory that makes no buses. */
class FactoryTest {

  /** The tests that ask for no bus: what they ask is the same for every bus. */
  private static void allFailWith(SuiteRun run, String message) {
    assertThat(run.failed()).isEqualTo(run.started()).hasSizeGreaterThan(90);
    assertThat(run.messages()).allSatisfy(each -> assertThat(each).contains(message));
  }

  @Test
  void a_factory_that_returns_null_fails_every_test_and_is_told_so() {
    allFailWith(SuiteRun.of(setup -> null), "create returned null; return a new bus");
  }

  @Test
  void a_factory_that_returns_the_same_bus_twice_fails_every_test_and_is_told_so() {
    EventBus only = EventBus.create();

    allFailWith(SuiteRun.of(setup -> only), "create returned the same bus twice; return a new bus");
  }
}
