package io.tidings.event.services.boundary;

import static io.tidings.event.services.platform.RevisionAction.COMMIT;
import static io.tidings.event.services.platform.RevisionAction.FETCH;
import static io.tidings.event.services.platform.RevisionAction.LOG;
import static io.tidings.event.services.platform.RevisionAction.QUERY;
import static io.tidings.event.services.platform.RevisionAction.RETRIEVE;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static io.tidings.event.services.revision.Fixture.id;
import static io.tidings.event.services.revision.Fixture.stored;
import static io.tidings.event.services.revision.Fixture.variantId;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.revision.Draft;
import io.tidings.event.services.revision.EnvironmentService;
import io.tidings.event.services.revision.Fixture;
import io.tidings.event.services.revision.ForwardingStore;
import io.tidings.event.services.revision.Revision;
import io.tidings.event.services.revision.RevisionService;
import io.tidings.event.services.revision.RevisionStore;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionReaderTest {

  private static final EventScope SCOPE =
      EventScope.none().withProject("apollo").withUser("margaret");

  private final List<EventType> expected = new ArrayList<>();

  private void expectOne(Host host, EventType type) {
    expected.add(type);
    host.emitted(expected.toArray(EventType[]::new));
  }

  private static Revision<?> fetched(Fixture<?> fixture, Revision<?> revision) {
    return stored(fixture.reads().fetch("apollo", id(revision)));
  }

  @EveryHost
  @Contract({"AG-07", "AG-12", "AG-17", "AG-22", "AG-27", "EMI-06"})
  void retrieving_by_a_reference_emits_once(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      Revision<?> first = fixture.create("guidance");
      expectOne(host, fixture.kind(COMMIT));
      try (EventContext.Handle opened = SCOPE.open()) {
        RevisionReference slug = fixture.any().withArtifact(Identity.ofSlug("guidance"));

        assertThat(stored(fixture.reads().retrieve("apollo", slug)).reference())
            .isEqualTo(first.reference());

        expectOne(host, fixture.kind(RETRIEVE));
        host.details(
            fixture.kind(RETRIEVE),
            "user_id",
            "margaret",
            "count",
            1,
            "references",
            first.reference().attributes());
        assertThat(first.reference().attributes())
            .containsOnlyKeys(
                fixture.domain().key(),
                fixture.domain().key() + "_variant",
                fixture.domain().key() + "_revision");
      }
    }
  }

  @EveryHost
  @Contract({"AG-08", "AG-13", "AG-18", "AG-23", "AG-28"})
  void fetching_by_an_id_emits_once(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      Revision<?> first = fixture.create("guidance");
      expectOne(host, fixture.kind(COMMIT));
      try (EventContext.Handle opened = SCOPE.open()) {
        assertThat(fetched(fixture, first).reference()).isEqualTo(first.reference());

        expectOne(host, fixture.kind(FETCH));
        host.details(
            fixture.kind(FETCH),
            "user_id",
            "margaret",
            "count",
            1,
            "references",
            first.reference().attributes());
      }
    }
  }

  @EveryHost
  @Contract({"AG-09", "AG-14", "AG-19", "AG-24", "AG-29"})
  void querying_emits_once_with_what_was_found_in_its_order(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      Revision<?> first = fixture.create("guidance");
      expectOne(host, fixture.kind(COMMIT));
      Revision<?> second = fixture.create("landing");
      expectOne(host, fixture.kind(COMMIT));
      try (EventContext.Handle opened = SCOPE.open()) {
        assertThat(fixture.reads().query("apollo", fixture.any(), 10)).hasSize(2);

        expectOne(host, fixture.kind(QUERY));
        host.details(
            fixture.kind(QUERY),
            "user_id",
            "margaret",
            "count",
            2,
            "references",
            List.of(second.reference().attributes(), first.reference().attributes()));
      }
    }
  }

  @EveryHost
  @Contract({"AG-10", "AG-15", "AG-20", "AG-25", "AG-30"})
  void reading_the_history_emits_once_for_the_call(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      Revision<?> first = fixture.create("guidance");
      expectOne(host, fixture.kind(COMMIT));
      Revision<?> second = stored(fixture.commit(first, draft -> draft));
      expectOne(host, fixture.kind(COMMIT));
      try (EventContext.Handle opened = SCOPE.open()) {
        assertThat(fixture.reads().log("apollo", variantId(first), 10)).hasSize(2);

        expectOne(host, fixture.kind(LOG));
        host.details(
            fixture.kind(LOG),
            "user_id",
            "margaret",
            "count",
            2,
            "references",
            List.of(second.reference().attributes(), first.reference().attributes()));
      }
    }
  }

  @EveryHost
  @Contract("AGR-04")
  void empty_result_emits_nothing(Host host) {
    try (EventContext.Handle opened = SCOPE.open()) {
      for (Fixture<?> fixture : Fixture.all(host.options())) {
        assertThat(fixture.reads().retrieve("apollo", fixture.any())).isNull();
        assertThat(fixture.reads().fetch("apollo", "unknown")).isNull();
        assertThat(fixture.reads().query("apollo", fixture.any(), 10)).isEmpty();
        assertThat(fixture.reads().log("apollo", "unknown", 10)).isEmpty();
      }
    }
    host.emitted();
  }

  @EveryHost
  @Contract("AGR-22")
  void reads_of_artifacts_and_variants_emit_nothing(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      Revision<?> first = fixture.create("guidance");
      expectOne(host, fixture.kind(COMMIT));
      fixture.fork(first, "bolder");
      expectOne(host, fixture.kind(COMMIT));
      try (EventContext.Handle opened = SCOPE.open()) {
        assertThat(fixture.reads().variants("apollo", fixture.any())).hasSize(2);
        assertThat(fixture.reads().artifacts("apollo", fixture.any()))
            .containsExactly(fixture.any().withArtifact(first.reference().artifact()));
      }
      host.emitted(expected.toArray(EventType[]::new));
    }
  }

  @EveryHost
  @Contract({"EMI-06", "AG-29"})
  void internal_reads_of_services_emit_nothing(Host host) {
    EnvironmentService service =
        new EnvironmentService(RevisionStore.inMemory(RevisionDomain.ENVIRONMENTS), host.options());
    try (EventContext.Handle opened = SCOPE.open()) {
      Revision<Map<String, RevisionReference>> first =
          stored(service.create(AUTHOR, "production", Draft.of(Map.of())));
      expectOne(host, EventType.ENVIRONMENTS_REVISIONS_COMMITTED);
      stored(
          service.deploy(AUTHOR, variantId(first), "guidance", Fixture.application(1), "launch"));
      expectOne(host, EventType.ENVIRONMENTS_REVISIONS_COMMITTED);
    }
  }

  @Test
  @Contract({"EMI-10", "AG-12", "AG-17"})
  void a_hit_and_a_miss_of_the_cache_give_one_event_each() {
    RecordingEventBus bus = RecordingEventBus.create();
    for (Fixture<?> fixture : Fixture.all(ServiceOptions.of(bus))) {
      assertHitAndMissAreTold(fixture, bus);
    }
  }

  private static <D> void assertHitAndMissAreTold(Fixture<D> fixture, RecordingEventBus bus) {
    List<RevisionReference> asked = new ArrayList<>();
    RevisionStore<D> counted =
        new ForwardingStore<>(fixture.store()) {
          @Override
          public List<Revision<D>> find(String projectId, RevisionReference pattern, int limit) {
            asked.add(pattern);
            return super.find(projectId, pattern, limit);
          }
        };
    RevisionReader<D> reads =
        new RevisionReader<>(fixture.over(counted), ServiceOptions.of(bus))
            .cached(10, Duration.ofMinutes(1));
    Revision<D> revision = fixture.create("guidance");
    RevisionReference pinned = fixture.any().withRevision(Identity.of(id(revision)));
    try (EventContext.Handle opened = SCOPE.open()) {
      assertThat(reads.retrieve("apollo", pinned)).isEqualTo(revision);
      assertThat(bus).emittedExactly(1, fixture.kind(RETRIEVE));
      assertThat(reads.retrieve("apollo", pinned)).isEqualTo(revision);
      assertThat(bus).emittedExactly(2, fixture.kind(RETRIEVE));
    }
    assertThat(asked).containsExactly(pinned);
  }

  @Test
  @Contract({"EMI-06", "AGR-04"})
  void throwing_store_emits_nothing() {
    RecordingEventBus bus = RecordingEventBus.create();
    RevisionStore<String> broken =
        new ForwardingStore<>(RevisionStore.inMemory(RevisionDomain.QUERIES)) {
          @Override
          public List<Revision<String>> find(
              String projectId, RevisionReference pattern, int limit) {
            throw new IllegalStateException("nothing can be read");
          }
        };
    RevisionReader<String> reads =
        new RevisionReader<>(
            new RevisionService<>(RevisionDomain.QUERIES, broken), ServiceOptions.of(bus));

    try (EventContext.Handle opened = SCOPE.open()) {
      assertThatThrownBy(() -> reads.fetch("apollo", "r-1")).hasMessage("nothing can be read");
    }
    assertThat(bus).emittedNothing();
  }

  @Test
  @Contract({"SCO-06", "AGR-05"})
  void read_of_a_project_outside_the_scope_emits_nothing() {
    RecordingEventBus bus = RecordingEventBus.create();
    Fixture<?> fixture = Fixture.all(ServiceOptions.of(bus)).get(0);
    Revision<?> revision = fixture.create("guidance");

    assertThat(fetched(fixture, revision)).isNotNull();
    try (EventContext.Handle opened = SCOPE.withProject("gemini").open()) {
      assertThat(fetched(fixture, revision)).isNotNull();
    }
    assertThat(bus).emittedOnly(fixture.kind(COMMIT));
  }
}
