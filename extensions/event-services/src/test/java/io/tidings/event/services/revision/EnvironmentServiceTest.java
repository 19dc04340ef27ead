package io.tidings.event.services.revision;

import static io.tidings.event.EventType.ENVIRONMENTS_REVISIONS_COMMITTED;
import static io.tidings.event.services.platform.RevisionDomain.ENVIRONMENTS;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static io.tidings.event.services.revision.Fixture.application;
import static io.tidings.event.services.revision.Fixture.stored;
import static io.tidings.event.services.revision.Fixture.variantId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.DomainEvent;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.host.Warnings;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.RevisionAction;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionNotice;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** State and difference in the events of environments. */
class EnvironmentServiceTest {

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final RevisionStore<Map<String, RevisionReference>> store =
      RevisionStore.inMemory(ENVIRONMENTS);
  private final EnvironmentService environments =
      new EnvironmentService(store, ServiceOptions.of(bus));

  private Revision<Map<String, RevisionReference>> create(
      @Nullable Map<String, RevisionReference> data) {
    return stored(environments.create(AUTHOR, "production", Draft.of(data)));
  }

  private Map<String, Object> commit(
      Revision<?> onto, @Nullable Map<String, RevisionReference> data) {
    stored(environments.commit(AUTHOR, variantId(onto), Draft.of(data)));
    return latest();
  }

  private Map<String, Object> latest() {
    List<DomainEvent> events = bus.recording().events();
    return events.get(events.size() - 1).details();
  }

  private static Map<String, Object> diff(
      Map<String, ?> created, Map<String, ?> updated, Map<String, ?> deleted) {
    return Map.of("created", created, "updated", updated, "deleted", deleted);
  }

  @Test
  @Contract({"AGR-12", "TST-09"})
  void what_was_not_there_before_is_created() {
    create(Map.of("guidance", application(1)));

    assertThat(latest())
        .containsEntry(
            "diff",
            diff(
                Map.of("guidance", Map.of("new", application(1).attributes())),
                Map.of(),
                Map.of()));
  }

  @Test
  @Contract({"AGR-12", "TST-09"})
  void what_is_different_is_updated() {
    Revision<?> first = create(Map.of("guidance", application(1)));

    assertThat(commit(first, Map.of("guidance", application(2))))
        .containsEntry(
            "diff",
            diff(
                Map.of(),
                Map.of(
                    "guidance",
                    Map.of("old", application(1).attributes(), "new", application(2).attributes())),
                Map.of()));
  }

  /** The attributes omit parts without an id, although two deployments differ in them. */
  @Test
  @Contract("AGR-12")
  void another_revision_is_an_update_even_with_equal_attributes() {
    RevisionReference guidance = deployed("guidance");
    Revision<?> first = create(Map.of("key", guidance));

    assertThat(commit(first, Map.of("key", deployed("landing"))))
        .extractingByKey("diff", InstanceOfAssertFactories.MAP)
        .containsEntry(
            "updated",
            Map.of("key", Map.of("old", guidance.attributes(), "new", guidance.attributes())));
  }

  private static RevisionReference deployed(String slug) {
    return RevisionReference.of(RevisionDomain.APPLICATIONS)
        .withArtifact(Identity.ofSlug(slug))
        .withRevision(Identity.none().withVersion(3L));
  }

  @Test
  @Contract("EMI-07")
  void commit_without_readable_predecessor_has_no_diff() {
    RevisionStore<Map<String, RevisionReference>> failing =
        new ForwardingStore<>(store) {
          @Override
          public List<Revision<Map<String, RevisionReference>>> find(
              String projectId, RevisionReference pattern, int limit) {
            throw new NoClassDefFoundError("nothing can be read");
          }
        };
    Revision<?> first = create(Map.of("guidance", application(1)));
    RecordingEventBus other = RecordingEventBus.create();

    Revision<?> second;
    try (Warnings warnings = new Warnings()) {
      second =
          stored(
              new EnvironmentService(failing, ServiceOptions.of(other))
                  .commit(AUTHOR, variantId(first), Draft.of(Map.of("guidance", application(2)))));
      assertThat(warnings.dropped())
          .singleElement()
          .asString()
          .contains("emitting the commit without diff");
    }

    assertThat(other.recording().events())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.details())
                    .containsOnlyKeys("user_id", "references", "state")
                    .containsEntry("references", second.reference().attributes())
                    .containsEntry(
                        "state",
                        Map.of("references", Map.of("guidance", application(2).attributes()))));
  }

  @Test
  @Contract("AGR-12")
  void what_is_there_no_longer_is_deleted() {
    Revision<?> first = create(Map.of("guidance", application(1)));

    assertThat(commit(first, Map.of()))
        .containsEntry("state", Map.of("references", Map.of()))
        .containsEntry(
            "diff",
            diff(
                Map.of(),
                Map.of(),
                Map.of("guidance", Map.of("old", application(1).attributes()))));
  }

  @Test
  @Contract("AGR-12")
  void a_commit_that_changes_nothing_has_all_three_keys_empty() {
    Revision<?> first = create(Map.of("guidance", application(1)));

    assertThat(commit(first, Map.of("guidance", application(1))))
        .containsEntry("diff", diff(Map.of(), Map.of(), Map.of()));
  }

  @Test
  @Contract("AGR-12")
  void commit_without_data_has_an_empty_state() {
    Revision<?> first = create(Map.of("guidance", application(1)));

    assertThat(commit(first, null))
        .containsEntry("state", Map.of("references", Map.of()))
        .extractingByKey("diff", InstanceOfAssertFactories.MAP)
        .containsEntry("deleted", Map.of("guidance", Map.of("old", application(1).attributes())));
    create2();
    assertThat(latest()).containsEntry("diff", diff(Map.of(), Map.of(), Map.of()));
  }

  private void create2() {
    stored(environments.create(AUTHOR, "staging", Draft.of(null)));
  }

  @Test
  @Contract({"AGR-12", "EMI-06"})
  void diff_is_against_the_predecessor_even_if_a_third_is_newer() {
    RevisionStore<Map<String, RevisionReference>> racing =
        new ForwardingStore<>(store) {
          @Override
          public @Nullable Revision<Map<String, RevisionReference>> append(
              Author author, String variantId, Draft<Map<String, RevisionReference>> draft) {
            Revision<Map<String, RevisionReference>> ours = super.append(author, variantId, draft);
            super.append(author, variantId, Draft.of(Map.of("theirs", application(9))));
            return ours;
          }
        };
    Revision<?> first = create(Map.of("guidance", application(1)));

    stored(
        new EnvironmentService(racing, ServiceOptions.of(bus))
            .commit(AUTHOR, variantId(first), Draft.of(Map.of("guidance", application(2)))));

    assertThat(latest())
        .extractingByKey("diff", InstanceOfAssertFactories.MAP)
        .containsEntry("created", Map.of())
        .containsEntry("deleted", Map.of());
  }

  @Test
  @Contract("AGR-12")
  void without_versions_all_keys_count_as_created() {
    RevisionStore<Map<String, RevisionReference>> partial =
        new ForwardingStore<>(store) {
          @Override
          public @Nullable Revision<Map<String, RevisionReference>> create(
              Author author,
              String slug,
              String variantSlug,
              Draft<Map<String, RevisionReference>> draft) {
            Revision<Map<String, RevisionReference>> full =
                stored(super.create(author, slug, variantSlug, draft));
            RevisionReference known =
                RevisionReference.of(ENVIRONMENTS).withRevision(Identity.of("only-an-id"));
            return new Revision<>(
                known, full.data(), full.message(), full.userId(), full.committedAt());
          }
        };

    stored(
        new EnvironmentService(partial, ServiceOptions.of(bus))
            .create(AUTHOR, "production", Draft.of(Map.of("guidance", application(1)))));

    assertThat(latest())
        .containsEntry("references", Map.of("environment_revision", Map.of("id", "only-an-id")))
        .extractingByKey("diff", InstanceOfAssertFactories.MAP)
        .containsEntry("created", Map.of("guidance", Map.of("new", application(1).attributes())));
  }

  @Test
  @Contract({"AGR-10", "AGR-11", "AG-31"})
  void state_and_difference_are_there_for_environments_only() {
    for (Fixture<?> fixture : Fixture.all(ServiceOptions.of(bus))) {
      fixture.create("guidance");

      if (fixture.domain() == ENVIRONMENTS) {
        assertThat(latest()).containsOnlyKeys("user_id", "references", "state", "diff");
      } else {
        assertThat(latest()).containsOnlyKeys("user_id", "references");
      }
    }
  }

  @Test
  void the_largest_environment_fits_into_one_event() {
    Revision<?> first = create(largest(0));

    assertThat(commit(first, largest(1)))
        .extractingByKey("diff", InstanceOfAssertFactories.MAP)
        .extractingByKey("updated", InstanceOfAssertFactories.MAP)
        .hasSize(EnvironmentService.MAX_KEYS);
    assertThat(commit(first, largest(EnvironmentService.MAX_KEYS)))
        .extractingByKey("diff", InstanceOfAssertFactories.MAP)
        .extractingByKey("deleted", InstanceOfAssertFactories.MAP)
        .hasSize(EnvironmentService.MAX_KEYS);
    assertThat(bus.recording().events())
        .hasSize(3)
        .allMatch(event -> event.is(ENVIRONMENTS_REVISIONS_COMMITTED));
  }

  /** Keys and references as long as they may be; {@code shift} 1 changes values, more keys. */
  private static Map<String, RevisionReference> largest(int shift) {
    Map<String, RevisionReference> data = new LinkedHashMap<>();
    int firstKey = shift > 1 ? shift : 0;
    for (int i = firstKey; i < firstKey + EnvironmentService.MAX_KEYS; i++) {
      String text = "%0128d".formatted(i + shift);
      Identity full = Identity.of(text).withSlug(text);
      data.put(
          "%0128d".formatted(i),
          new RevisionReference(ENVIRONMENTS, full, full, full.withVersion(Long.MAX_VALUE)));
    }
    return data;
  }

  @Test
  void an_environment_with_more_keys_is_refused() {
    Map<String, RevisionReference> data = new LinkedHashMap<>(largest(0));
    data.put("one more", application(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(data))
        .withMessage(
            "an environment can have at most 300 keys, but this one has 301; use a second"
                + " environment");
    assertThat(bus.recording().events()).isEmpty();
  }

  @Test
  @Contract({"AG-27", "AGR-11"})
  void reads_of_an_environment_omit_the_deployments() {
    assertThat(
            RevisionNotice.of(RevisionDomain.ENVIRONMENTS, RevisionAction.RETRIEVE)
                .revision(create(Map.of("guidance", application(1))).reference())
                .attributes("margaret"))
        .containsOnlyKeys("user_id", "count", "references")
        .extractingByKey("references", InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("environment", "environment_variant", "environment_revision");
  }
}
