package io.tidings.event.testkit.examples;

import io.tidings.event.DomainEvent;
import io.tidings.event.testkit.EmissionCoverage;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.TidingsExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoverageExampleTest {

  static final EmissionCoverage COVERAGE = EmissionCoverage.of(OrderEvent.values());

  @RegisterExtension
  static final TidingsExtension TIDINGS =
      TidingsExtension.builder().bus(options -> options.tap(COVERAGE)).build();

  @AfterAll
  static void every_kind_was_emitted() {
    COVERAGE.assertComplete();
  }

  @ParameterizedTest
  @EnumSource
  void kind_is_emitted(OrderEvent kind, RecordingEventBus bus) {
    bus.emit(DomainEvent.of(kind));
  }
}
