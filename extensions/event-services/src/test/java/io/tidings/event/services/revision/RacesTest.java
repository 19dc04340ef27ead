package io.tidings.event.services.revision;

import static io.tidings.event.EventType.TESTSETS_REVISIONS_COMMITTED;
import static io.tidings.event.services.platform.RevisionDomain.TESTSETS;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static io.tidings.event.services.revision.Fixture.stored;
import static io.tidings.event.services.revision.Fixture.variantId;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.host.ConcurrentCalls;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Concurrent commits. */
class RacesTest {

  private static final int THREADS = 4;
  private static final int EACH = 200;

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final RevisionStore<Map<String, String>> store = RevisionStore.inMemory(TESTSETS);

  private TestsetService<String> service(RevisionStore<Map<String, String>> store) {
    return new TestsetService<>(store, ServiceOptions.of(bus));
  }

  private static String created(TestsetService<String> service) {
    return variantId(stored(service.create(AUTHOR, "smoke", Draft.of(Map.of()))));
  }

  /** Returns the versions that commits at the same time were given. */
  private List<Long> versions(TestsetService<String> service, String variantId, int each) {
    return ConcurrentCalls.run(
            THREADS,
            thread ->
                LongStream.range(0, each)
                    .map(i -> Fixture.version(commit(service, variantId)))
                    .boxed()
                    .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static Revision<?> commit(TestsetService<String> service, String variantId) {
    return stored(service.commit(AUTHOR, variantId, Draft.of(Map.of("a", "1"))));
  }

  @Test
  @Contract({"EMI-07", "AG-21"})
  void commits_at_once_give_unbroken_versions_and_one_event_each() {
    TestsetService<String> service = service(store);
    String variant = created(service);

    List<Long> versions = versions(service, variant, EACH);

    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(2, 1 + THREADS * EACH).boxed().toList());
    assertThat(bus).emittedExactly(1 + THREADS * EACH, TESTSETS_REVISIONS_COMMITTED);
    assertThat(emittedVersions())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 1 + THREADS * EACH).boxed().toList());
  }

  /** Returns the versions in the events. */
  private Set<Long> emittedVersions() {
    return bus.recording().events().stream()
        .map(event -> event.details().get("references"))
        .map(references -> (Map<?, ?>) references)
        .map(references -> (Map<?, ?>) stored(references.get("testset_revision")))
        .map(revision -> (Long) stored(revision.get("version")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The negative control: a store that looks for the newest version first and stores afterwards.
   * Two threads meet in between, so the same version is given twice, and the test above would fail.
   */
  @Test
  void a_store_that_is_not_atomic_gives_a_version_twice() {
    CyclicBarrier between = new CyclicBarrier(THREADS);
    RevisionStore<Map<String, String>> wrong =
        new ForwardingStore<>(store) {
          @Override
          public @Nullable Revision<Map<String, String>> append(
              Author author, String variantId, Draft<Map<String, String>> draft) {
            Revision<Map<String, String>> newest =
                find(author.projectId(), RevisionReference.of(TESTSETS), 1).get(0);
            await(between);
            RevisionReference next =
                newest
                    .reference()
                    .withRevision(Identity.none().withVersion(Fixture.version(newest) + 1));
            return new Revision<>(next, draft.data(), null, null, newest.committedAt());
          }
        };
    TestsetService<String> service = service(wrong);

    assertThat(versions(service, created(service), 1)).containsOnly(2L).hasSize(THREADS);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  @Contract({"EMI-08", "ACC-23"})
  void concurrent_deltas_are_all_applied_and_emitted_once() {
    TestsetService<String> service = service(store);
    String variant = created(service);

    ConcurrentCalls.run(
        THREADS,
        thread -> {
          for (int i = 0; i < 10; i++) {
            stored(service.commitDelta(AUTHOR, variant, Delta.set(thread + "-" + i, "row")));
          }
          return thread;
        });

    Revision<Map<String, String>> newest =
        stored(service.newest("apollo", RevisionReference.of(TESTSETS)));
    assertThat(newest.data()).hasSize(THREADS * 10);
    assertThat(Fixture.version(newest)).isEqualTo(1 + THREADS * 10);
    assertThat(bus).emittedExactly(1 + THREADS * 10, TESTSETS_REVISIONS_COMMITTED);
  }

  /** The negative control: without a base, a delta in between would be lost. */
  @Test
  void a_store_that_ignores_the_base_loses_a_delta() {
    CyclicBarrier between = new CyclicBarrier(2);
    RevisionStore<Map<String, String>> wrong =
        new ForwardingStore<>(store) {
          @Override
          public @Nullable Revision<Map<String, String>> append(
              Author author, String variantId, Draft<Map<String, String>> draft) {
            await(between);
            return super.append(author, variantId, Draft.of(draft.data()));
          }
        };
    TestsetService<String> service = service(wrong);
    String variant = created(service);

    ConcurrentCalls.run(
        2, thread -> stored(service.commitDelta(AUTHOR, variant, Delta.set("k" + thread, "row"))));

    assertThat(stored(service.newest("apollo", RevisionReference.of(TESTSETS))).data()).hasSize(1);
  }

  @Test
  @Contract("EMI-07")
  void concurrently_seeded_defaults_are_created_once() {
    for (int round = 0; round < 50; round++) {
      TestsetService<String> service = service(RevisionStore.inMemory(TESTSETS));
      int before = bus.recording().events().size();

      List<Integer> made =
          ConcurrentCalls.run(
              THREADS, thread -> service.seed(AUTHOR, Map.of("smoke", Map.of("a", "1"))).size());

      assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
      assertThat(bus.recording().events()).hasSize(before + 1);
    }
  }
}
