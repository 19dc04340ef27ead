package io.tidings.event.services.rows;

import static io.tidings.event.services.revision.Fixture.id;
import static io.tidings.event.services.revision.Fixture.variantId;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.boundary.ItemSource;
import io.tidings.event.services.boundary.TestcaseReader;
import io.tidings.event.services.boundary.TraceReader;
import io.tidings.event.services.host.ExactPayloads;
import io.tidings.event.services.revision.Fixture;
import io.tidings.event.services.revision.Revision;
import io.tidings.event.testkit.EmissionCoverage;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Coverage of all platform types that services emit, in a single test so that test order does not
 * matter.
 */
class AllTypesTest {

  private static final EventScope SCOPE =
      EventScope.none().withProject("apollo").withUser("margaret");

  /** Items that are their own ids. */
  private record Ids() implements ItemSource<String, String> {
    @Override
    public List<String> fetch(String projectId, List<String> ids) {
      return ids;
    }

    @Override
    public List<String> query(String projectId, String query) {
      return List.of(query);
    }
  }

  private static EventType[] emittedByServices() {
    return Stream.of(EventType.values())
        .filter(EventType::isPlatform)
        .filter(type -> type != EventType.UNKNOWN)
        .filter(type -> type != EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED)
        .toArray(EventType[]::new);
  }

  @Test
  @Contract({"AG-01", "EMI-17", "TST-09"})
  void all_29_read_and_commit_types_are_emitted_and_no_other() {
    EmissionCoverage coverage = EmissionCoverage.of(emittedByServices());
    RecordingEventBus bus = RecordingEventBus.create(options -> options.tap(coverage));
    ServiceOptions options = ServiceOptions.of(bus);

    try (EventContext.Handle opened = SCOPE.open()) {
      readItems(options);
      Fixture.all(options).forEach(AllTypesTest::commitAndRead);
    }

    assertThat(emittedByServices()).hasSize(29);
    coverage.assertComplete();
    List<DomainEvent> events = bus.recording().events();
    assertThat(events).allMatch(event -> coverage.emitted(event.kind()) == 1);
    ExactPayloads.ofServices().assertExact(events);
  }

  private static void readItems(ServiceOptions options) {
    TraceReader<String, String> traces = new TraceReader<>(new Ids(), Function.identity(), options);
    traces.fetch("apollo", "t-1");
    traces.query("apollo", "t-1");
    TestcaseReader<String, String> testcases =
        new TestcaseReader<>(new Ids(), Function.identity(), options);
    testcases.fetch("apollo", "c-1");
    testcases.query("apollo", "c-1");
  }

  private static void commitAndRead(Fixture<?> fixture) {
    Revision<?> revision = fixture.create("guidance");
    fixture.reads().retrieve("apollo", revision.reference());
    fixture.reads().fetch("apollo", id(revision));
    fixture.reads().query("apollo", fixture.any(), 10);
    fixture.reads().log("apollo", variantId(revision), 10);
  }
}
