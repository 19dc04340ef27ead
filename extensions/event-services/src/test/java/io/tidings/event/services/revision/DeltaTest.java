package io.tidings.event.services.revision;

import static io.tidings.event.EventType.ENVIRONMENTS_REVISIONS_COMMITTED;
import static io.tidings.event.EventType.TESTSETS_REVISIONS_COMMITTED;
import static io.tidings.event.services.platform.RevisionDomain.ENVIRONMENTS;
import static io.tidings.event.services.platform.RevisionDomain.TESTSETS;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static io.tidings.event.services.revision.Fixture.application;
import static io.tidings.event.services.revision.Fixture.stored;
import static io.tidings.event.services.revision.Fixture.variantId;
import static io.tidings.event.services.revision.Fixture.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commits of what is set and what is removed. */
class DeltaTest {

  private final TestsetService<String> testsets =
      new TestsetService<>(RevisionStore.inMemory(TESTSETS));

  private Revision<Map<String, String>> testset(@Nullable Map<String, String> data) {
    return stored(testsets.create(AUTHOR, "smoke", Draft.of(data)));
  }

  private Revision<Map<String, String>> delta(Revision<?> onto, Delta<String> delta) {
    return stored(testsets.commitDelta(AUTHOR, variantId(onto), delta));
  }

  @EveryHost
  @Contract({"EMI-08", "TST-09", "ACC-23", "AG-21"})
  void a_delta_of_a_testset_emits_once(Host host) {
    TestsetService<String> service =
        new TestsetService<>(RevisionStore.inMemory(TESTSETS), host.options());
    Revision<Map<String, String>> first =
        stored(service.create(AUTHOR, "smoke", Draft.of(Map.of("a", "1", "b", "2"))));
    host.emitted(TESTSETS_REVISIONS_COMMITTED);

    Revision<Map<String, String>> set =
        stored(service.commitDelta(AUTHOR, variantId(first), Delta.set("a", "3")));
    host.emitted(TESTSETS_REVISIONS_COMMITTED, TESTSETS_REVISIONS_COMMITTED);
    Revision<Map<String, String>> removed =
        stored(service.commitDelta(AUTHOR, variantId(first), Delta.remove("b")));
    host.emitted(
        TESTSETS_REVISIONS_COMMITTED, TESTSETS_REVISIONS_COMMITTED, TESTSETS_REVISIONS_COMMITTED);

    assertThat(set.data()).isEqualTo(Map.of("a", "3", "b", "2"));
    assertThat(removed.data()).isEqualTo(Map.of("a", "3"));
    host.details(
        TESTSETS_REVISIONS_COMMITTED,
        "user_id",
        "margaret",
        "references",
        removed.reference().attributes());
  }

  @EveryHost
  @Contract({"EMI-08", "TST-09", "ACC-23", "AG-31"})
  void delta_of_an_environment_emits_the_result_once(Host host) {
    EnvironmentService service =
        new EnvironmentService(RevisionStore.inMemory(ENVIRONMENTS), host.options());
    Revision<Map<String, RevisionReference>> first =
        stored(
            service.create(
                AUTHOR,
                "production",
                Draft.of(Map.of("old", application(1), "kept", application(2)))));
    host.emitted(ENVIRONMENTS_REVISIONS_COMMITTED);

    Revision<Map<String, RevisionReference>> set =
        stored(
            service.commitDelta(
                AUTHOR,
                variantId(first),
                new Delta<>(Map.of("new", application(3)), Set.of("old"), "swap")));

    host.emitted(ENVIRONMENTS_REVISIONS_COMMITTED, ENVIRONMENTS_REVISIONS_COMMITTED);
    host.details(
        ENVIRONMENTS_REVISIONS_COMMITTED,
        "user_id",
        "margaret",
        "references",
        set.reference().attributes(),
        "message",
        "swap",
        "state",
        Map.of(
            "references",
            Map.of("kept", application(2).attributes(), "new", application(3).attributes())),
        "diff",
        Map.of(
            "created",
            Map.of("new", Map.of("new", application(3).attributes())),
            "updated",
            Map.of(),
            "deleted",
            Map.of("old", Map.of("old", application(1).attributes()))));
  }

  @Test
  @Contract("EMI-09")
  void a_delta_is_made_to_the_newest_revision_that_has_data() {
    Revision<Map<String, String>> first = testset(Map.of("a", "1"));
    stored(testsets.commit(AUTHOR, variantId(first), Draft.of(null)));
    stored(testsets.commit(AUTHOR, variantId(first), Draft.of(null)));

    assertThat(delta(first, Delta.set("b", "2")).data()).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  /** Revisions of a host's store may be deleted by other means. */
  private TestsetService<String> without(
      RevisionStore<Map<String, String>> store, Predicate<Revision<?>> deleted) {
    return new TestsetService<>(
        new ForwardingStore<>(store) {
          @Override
          public List<Revision<Map<String, String>>> find(
              String projectId, RevisionReference pattern, int limit) {
            return super.find(projectId, pattern, Integer.MAX_VALUE).stream()
                .filter(revision -> !deleted.test(revision))
                .limit(limit)
                .toList();
          }
        });
  }

  @Test
  @Contract("EMI-09")
  void a_revision_that_is_missing_does_not_hide_the_data_before_it() {
    RevisionStore<Map<String, String>> store = RevisionStore.inMemory(TESTSETS);
    TestsetService<String> service = without(store, revision -> version(revision) == 2);
    Revision<?> first = stored(service.create(AUTHOR, "smoke", Draft.of(Map.of("b", "1"))));
    stored(service.commit(AUTHOR, variantId(first), Draft.of(null)));
    stored(service.commit(AUTHOR, variantId(first), Draft.of(null)));

    assertThat(stored(service.commitDelta(AUTHOR, variantId(first), Delta.set("a", "2"))).data())
        .isEqualTo(Map.of("b", "1", "a", "2"));
  }

  @Test
  @Contract("EMI-09")
  void no_delta_is_made_to_nothing_where_the_data_may_be_missing() {
    RevisionStore<Map<String, String>> store = RevisionStore.inMemory(TESTSETS);
    TestsetService<String> service = without(store, revision -> version(revision) == 1);
    Revision<?> first = stored(service.create(AUTHOR, "smoke", Draft.of(Map.of("b", "1"))));
    stored(service.commit(AUTHOR, variantId(first), Draft.of(null)));

    assertThatThrownBy(() -> service.commitDelta(AUTHOR, variantId(first), Delta.set("a", "2")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("commit the full data");
    assertThat(store.find("apollo", RevisionReference.of(TESTSETS), 9)).hasSize(2);
  }

  @Test
  @Contract("EMI-09")
  void the_data_is_found_however_many_revisions_have_none() {
    Revision<Map<String, String>> first = testset(Map.of("a", "1"));
    for (int i = 0; i < 100; i++) {
      stored(testsets.commit(AUTHOR, variantId(first), Draft.of(null)));
    }

    assertThat(delta(first, Delta.set("b", "2")).data()).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  @Contract("EMI-09")
  void data_that_is_empty_is_data_all_the_same() {
    Revision<Map<String, String>> first = testset(Map.of("a", "1"));
    stored(testsets.commit(AUTHOR, variantId(first), Draft.of(Map.of())));

    assertThat(delta(first, Delta.set("b", "2")).data()).isEqualTo(Map.of("b", "2"));
  }

  @Test
  @Contract("EMI-09")
  void a_variant_that_never_had_data_begins_empty() {
    assertThat(delta(testset(null), Delta.set("a", "1")).data()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  @Contract("EMI-09")
  void the_message_is_carried_over_and_that_of_the_base_is_not() {
    Revision<Map<String, String>> first =
        stored(
            testsets.create(AUTHOR, "smoke", Draft.of(Map.of("a", "1")).withMessage("the base's")));

    assertThat(delta(first, Delta.set("b", "2").withMessage("why")).message()).isEqualTo("why");
    assertThat(delta(first, Delta.set("b", "3")).message()).isNull();
  }

  @Test
  @Contract("EMI-09")
  void removing_what_is_not_there_is_no_error() {
    assertThat(delta(testset(Map.of("a", "1")), Delta.remove("z")).data())
        .isEqualTo(Map.of("a", "1"));
  }

  @Test
  void an_unknown_variant_stores_nothing() {
    assertThat(testsets.commitDelta(AUTHOR, "unknown", Delta.set("a", "1"))).isNull();
  }

  @Test
  void empty_or_contradictory_delta_is_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Delta<>(Map.of(), Set.of(), "why"))
        .withMessage("a delta must set or remove something");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Delta<>(Map.of("a", "1"), Set.of("a"), null))
        .withMessageContaining("cannot both set and remove");
    assertThatIllegalArgumentException().isThrownBy(() -> Delta.remove("a\n"));
    assertThatIllegalArgumentException().isThrownBy(() -> Delta.set("", "1"));
  }

  @Test
  void a_delta_that_is_always_overtaken_gives_up_in_the_end() {
    AtomicInteger attempts = new AtomicInteger();
    RevisionStore<Map<String, String>> store = RevisionStore.inMemory(TESTSETS);
    TestsetService<String> service =
        new TestsetService<>(
            new ForwardingStore<>(store) {
              @Override
              public @Nullable Revision<Map<String, String>> append(
                  Author author, String variantId, Draft<Map<String, String>> draft) {
                attempts.incrementAndGet();
                throw new RevisionConflictException("overtaken");
              }
            });
    Revision<Map<String, String>> first =
        stored(service.create(AUTHOR, "smoke", Draft.of(Map.of())));

    assertThatThrownBy(() -> service.commitDelta(AUTHOR, variantId(first), Delta.set("a", "1")))
        .isInstanceOf(RevisionConflictException.class)
        .hasMessage("overtaken");
    assertThat(attempts).hasValue(KeyedRevisionService.ATTEMPTS);
  }
}
