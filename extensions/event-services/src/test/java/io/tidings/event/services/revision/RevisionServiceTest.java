package io.tidings.event.services.revision;

import static io.tidings.event.EventType.QUERIES_REVISIONS_COMMITTED;
import static io.tidings.event.services.platform.RevisionDomain.ENVIRONMENTS;
import static io.tidings.event.services.platform.RevisionDomain.QUERIES;
import static io.tidings.event.services.platform.RevisionDomain.TESTSETS;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static io.tidings.event.services.revision.Fixture.id;
import static io.tidings.event.services.revision.Fixture.stored;
import static io.tidings.event.services.revision.Fixture.variantId;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionServiceTest {

  private static final RevisionReference ANY = RevisionReference.of(QUERIES);

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final RevisionStore<String> store = RevisionStore.inMemory(QUERIES);
  private final RevisionService<String> queries =
      new RevisionService<>(QUERIES, store, ServiceOptions.of(bus));

  private Revision<String> create(Author author, String slug) {
    return stored(queries.create(author, slug, Draft.of("data of " + slug)));
  }

  @Test
  void reading_an_unknown_project_stores_nothing() {
    InMemoryRevisionStore<String> kept =
        new InMemoryRevisionStore<>(QUERIES, ServiceOptions.defaults());
    Author author = new Author("gemini", null);

    assertThat(kept.find("gemini", ANY, 1)).isEmpty();
    assertThat(kept.variants("gemini", ANY)).isEmpty();
    assertThat(kept.append(author, "unknown", Draft.of("data"))).isNull();
    assertThat(kept.fork(author, ANY, "unknown", Draft.of("data"))).isNull();
    assertThat(kept.projects()).isEmpty();
    kept.create(author, "slow", "default", Draft.of("data"));
    assertThat(kept.projects()).containsExactly("gemini");
  }

  @Test
  void revision_has_data_message_user_and_time() {
    ServiceOptions options =
        ServiceOptions.defaults()
            .withClock(TestClock.at(TestClock.DEFAULT_START))
            .withIds(new SequentialIds());
    RevisionService<String> service =
        new RevisionService<>(QUERIES, RevisionStore.inMemory(QUERIES, options));

    Revision<String> first =
        stored(service.create(AUTHOR, "slow", Draft.of("data").withMessage("first")));

    assertThat(first.data()).isEqualTo("data");
    assertThat(first.message()).isEqualTo("first");
    assertThat(first.userId()).isEqualTo("margaret");
    assertThat(first.committedAt()).isEqualTo(TestClock.DEFAULT_START);
    assertThat(first.reference().artifact().slug()).isEqualTo("slow");
    assertThat(first.reference().variant().slug()).isEqualTo(RevisionService.DEFAULT_VARIANT);
    assertThat(first.reference().attributes())
        .containsOnlyKeys("query", "query_variant", "query_revision");
  }

  @Test
  void the_newest_revision_comes_first() {
    Revision<String> first = create(AUTHOR, "slow");
    Revision<String> other = create(AUTHOR, "fast");
    Revision<String> second = stored(queries.edit(AUTHOR, "slow", Draft.of("more")));

    assertThat(queries.find("apollo", ANY, 10)).containsExactly(second, other, first);
    assertThat(queries.find("apollo", ANY, 2)).containsExactly(second, other);
    assertThat(queries.newest("apollo", ANY.withVariant(Identity.of(variantId(first)))))
        .isEqualTo(second);
    assertThat(queries.get("apollo", id(first))).isEqualTo(first);
    assertThat(queries.get("apollo", "unknown")).isNull();
    assertThat(queries.variants("apollo", ANY))
        .containsExactly(
            first.reference().withRevision(Identity.none()),
            other.reference().withRevision(Identity.none()));
  }

  @Test
  void a_project_does_not_see_another_projects_revisions() {
    Revision<String> ours = create(AUTHOR, "slow");
    Author theirs = new Author("gemini", "gene");

    assertThat(queries.find("gemini", ANY, 10)).isEmpty();
    assertThat(queries.get("gemini", id(ours))).isNull();
    assertThat(queries.variants("gemini", ANY)).isEmpty();
    assertThat(queries.commit(theirs, variantId(ours), Draft.of("x"))).isNull();
    assertThat(queries.fork(theirs, id(ours), "stolen", null)).isNull();
    assertThat(create(theirs, "slow").reference()).isNotEqualTo(ours.reference());
  }

  @Test
  void a_draft_onto_a_version_is_refused_if_that_is_not_the_newest() {
    Revision<String> first = create(AUTHOR, "slow");
    stored(queries.commit(AUTHOR, variantId(first), Draft.of("second").withBase(1)));

    assertThatThrownBy(() -> queries.commit(AUTHOR, variantId(first), Draft.of("lost").withBase(1)))
        .isInstanceOf(RevisionConflictException.class)
        .hasMessage("the newest version is 2 and not 1; read it and commit again");
    assertThat(bus).emittedExactly(2, QUERIES_REVISIONS_COMMITTED);
  }

  @Test
  void unknown_variant_stores_and_emits_nothing() {
    assertThat(queries.commit(AUTHOR, "unknown", Draft.of("x"))).isNull();
    assertThat(queries.fork(AUTHOR, "unknown", "bolder", null)).isNull();
    assertThat(bus).emittedNothing();
  }

  @Test
  @Contract("EMI-06")
  void reads_of_the_service_emit_nothing() {
    Revision<String> first = create(AUTHOR, "slow");
    bus.recording();

    queries.get("apollo", id(first));
    queries.newest("apollo", ANY);
    queries.find("apollo", ANY, 10);
    queries.variants("apollo", ANY);

    assertThat(bus).emittedOnly(QUERIES_REVISIONS_COMMITTED);
    assertThat(bus).emittedExactly(1, QUERIES_REVISIONS_COMMITTED);
  }

  @Test
  @Contract("EMI-06")
  void the_event_comes_after_the_revision_is_stored() {
    List<Boolean> found = new ArrayList<>();
    bus.subscribe(
        QUERIES_REVISIONS_COMMITTED, event -> found.add(!store.find("apollo", ANY, 1).isEmpty()));

    create(AUTHOR, "slow");

    assertThat(found).containsExactly(true);
  }

  @Test
  @Contract("SCO-09")
  void commit_has_the_ambient_organization() {
    try (EventContext.Handle opened =
        EventScope.none().withOrganization("nasa").withWorkspace("houston").open()) {
      create(AUTHOR, "slow");
    }

    assertThat(bus)
        .emitted(QUERIES_REVISIONS_COMMITTED)
        .withScope(new EventScope("nasa", "houston", "apollo", "margaret"));
  }

  @EveryHost
  @Contract({"AGR-05", "SCO-07"})
  void commit_without_user_is_stored_and_not_emitted(Host host) {
    RevisionService<String> service =
        new RevisionService<>(QUERIES, RevisionStore.inMemory(QUERIES), host.options());

    Revision<String> stored =
        stored(service.create(new Author("apollo", null), "slow", Draft.of("data")));

    assertThat(stored.userId()).isNull();
    assertThat(host.bus()).emittedNothing();
  }

  @Test
  @Contract("SCO-08")
  void ids_in_another_script_are_stored_and_not_emitted() {
    try (EventContext.Handle opened = new EventScope("o", "w", "apollo", "margaret").open()) {
      Revision<String> stored = create(new Author("Аполлон", "маргарет"), "медленно");
      create(new Author("apollo", "маргарет"), "медленно");

      assertThat(stored.reference().artifact().slug()).isEqualTo("медленно");
      assertThat(queries.get("Аполлон", id(stored))).isEqualTo(stored);
    }
    assertThat(bus).emittedNothing();
  }

  @Test
  void what_a_host_changes_later_does_not_change_what_is_stored() {
    Map<String, String> data = new HashMap<>(Map.of("case", "row"));
    TestsetService<String> testsets =
        new TestsetService<>(RevisionStore.inMemory(TESTSETS), ServiceOptions.of(bus));
    Revision<Map<String, String>> stored = stored(testsets.create(AUTHOR, "smoke", Draft.of(data)));

    data.clear();

    assertThat(stored.data()).isEqualTo(Map.of("case", "row"));
    assertThatThrownBy(() -> stored(stored.data()).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void invalid_arguments_are_rejected_with_the_remedy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RevisionService<>(TESTSETS, RevisionStore.inMemory(TESTSETS)))
        .withMessage("domain: use TestsetService");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RevisionService<>(ENVIRONMENTS, RevisionStore.inMemory(ENVIRONMENTS)))
        .withMessage("domain: use EnvironmentService");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queries.find("apollo", RevisionReference.of(TESTSETS), 1))
        .withMessage(
            "pattern is of domain testsets, but this service has queries; use the service of that"
                + " domain");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queries.find("apollo", ANY, 0))
        .withMessage("limit must be positive, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queries.create(AUTHOR, " ", Draft.of("x")))
        .withMessageContaining("slug must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Author("", "u"))
        .withMessageContaining("projectId must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Draft.of("x").withMessage("x".repeat(4_097)))
        .withMessage("message must be at most 4096 characters long, but has 4097");
  }
}
