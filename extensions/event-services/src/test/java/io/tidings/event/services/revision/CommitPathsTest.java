package io.tidings.event.services.revision;

import static io.tidings.event.services.platform.RevisionAction.COMMIT;
import static io.tidings.event.services.platform.RevisionDomain.APPLICATIONS;
import static io.tidings.event.services.platform.RevisionDomain.ENVIRONMENTS;
import static io.tidings.event.services.platform.RevisionDomain.EVALUATORS;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static io.tidings.event.services.revision.Fixture.application;
import static io.tidings.event.services.revision.Fixture.stored;
import static io.tidings.event.services.revision.Fixture.variantId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.revision.StoreWithFaults.Fault;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event for each commit, on every path. */
class CommitPathsTest {

  /** Committed revisions in order; each must have emitted one event. */
  private final List<EventType> committed = new ArrayList<>();

  private void expectOne(Host host, Fixture<?> fixture) {
    committed.add(fixture.kind(COMMIT));
    host.emitted(committed.toArray(EventType[]::new));
  }

  @EveryHost
  @Contract({"EMI-07", "TST-09", "AG-11", "AG-16", "AG-21", "AG-26", "AG-31"})
  void a_direct_commit_emits_once(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      Revision<?> first = fixture.create("guidance");
      expectOne(host, fixture);

      Revision<?> second = stored(fixture.commit(first, draft -> draft.withMessage("why")));

      expectOne(host, fixture);
      assertThat(Fixture.version(second)).isEqualTo(2);
      host.assertLatest(
          fixture.kind(COMMIT),
          event ->
              assertThat(event.details())
                  .containsEntry("user_id", "margaret")
                  .containsEntry("references", second.reference().attributes())
                  .containsEntry("message", "why")
                  .doesNotContainKey("count"));
    }
  }

  @EveryHost
  @Contract("EMI-07")
  void a_simple_create_emits_once(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      assertThat(Fixture.version(fixture.create("guidance"))).isEqualTo(1);
      expectOne(host, fixture);
      assertThatThrownBy(() -> fixture.create("guidance"))
          .isInstanceOf(RevisionConflictException.class)
          .hasMessage("slug \"guidance\" is taken in this project; use another");
      host.emitted(committed.toArray(EventType[]::new));
    }
  }

  @EveryHost
  @Contract("EMI-07")
  void a_simple_edit_emits_once(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      Revision<?> first = fixture.create("guidance");
      fixture.create("landing");
      committed.add(fixture.kind(COMMIT));
      expectOne(host, fixture);

      Revision<?> second = stored(fixture.edit("guidance"));

      expectOne(host, fixture);
      assertThat(Fixture.version(second)).isEqualTo(2);
      assertThat(variantId(second)).isEqualTo(variantId(first));
      assertThat(fixture.edit("unknown")).isNull();
      host.emitted(committed.toArray(EventType[]::new));
    }
  }

  @EveryHost
  @Contract("EMI-07")
  void a_fork_emits_once(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      Revision<?> source = fixture.create("guidance");
      expectOne(host, fixture);

      Revision<?> fork = stored(fixture.fork(source, "bolder"));

      expectOne(host, fixture);
      assertThat(Fixture.version(fork)).isEqualTo(1);
      assertThat(fork.data()).isEqualTo(source.data());
      assertThat(fork.message()).isEqualTo("tried out");
      assertThat(fork.reference().artifact()).isEqualTo(source.reference().artifact());
      assertThat(variantId(fork)).isNotEqualTo(variantId(source));
      assertThatThrownBy(() -> fixture.fork(source, "bolder"))
          .isInstanceOf(RevisionConflictException.class)
          .hasMessageContaining("\"bolder\" is taken");
      host.emitted(committed.toArray(EventType[]::new));
    }
  }

  @EveryHost
  @Contract("EMI-07")
  void seeding_defaults_emits_once_for_each_and_not_again(Host host) {
    for (Fixture<?> fixture : Fixture.all(host.options())) {
      assertThat(fixture.seed("guidance")).hasSize(1);
      expectOne(host, fixture);
      assertThat(fixture.seed("guidance")).isEmpty();
      host.emitted(committed.toArray(EventType[]::new));
    }
  }

  @EveryHost
  @Contract("EMI-07")
  void deploying_emits_once_and_for_the_environment_alone(Host host) {
    EnvironmentService environments =
        new EnvironmentService(
            RevisionStore.inMemory(ENVIRONMENTS, host.options()), host.options());
    Revision<Map<String, RevisionReference>> production =
        stored(environments.create(AUTHOR, "production", Draft.of(null)));

    Revision<Map<String, RevisionReference>> deployed =
        stored(
            environments.deploy(
                AUTHOR, variantId(production), "guidance", application(7), "launch"));

    host.emitted(
        EventType.ENVIRONMENTS_REVISIONS_COMMITTED, EventType.ENVIRONMENTS_REVISIONS_COMMITTED);
    assertThat(deployed.data()).isEqualTo(Map.of("guidance", application(7)));
    assertThat(deployed.message()).isEqualTo("launch");
    assertThatThrownBy(
            () ->
                environments.deploy(
                    AUTHOR,
                    variantId(production),
                    "guidance",
                    RevisionReference.of(APPLICATIONS),
                    null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("revision must identify a revision");
  }

  @EveryHost
  @Contract({"TST-09", "AGR-04", "AG-16"})
  void where_the_store_stores_nothing_or_throws_nothing_is_emitted(Host host) {
    StoreWithFaults.Switch faults = new StoreWithFaults.Switch();
    for (Fixture<?> fixture : Fixture.all(host.options(), wrapping(faults))) {
      Revision<?> first = fixture.create("guidance");
      expectOne(host, fixture);

      faults.set(Fault.STORES_NOTHING);
      assertThat(fixture.commit(first, draft -> draft)).isNull();
      assertThat(fixture.edit("guidance")).isNull();
      assertThat(fixture.fork(first, "bolder")).isNull();
      assertThat(fixture.seed("landing")).isEmpty();

      faults.set(Fault.THROWS);
      assertThatThrownBy(() -> fixture.commit(first, draft -> draft))
          .hasMessage("nothing can be stored");
      assertThatThrownBy(() -> fixture.create("landing")).hasMessage("nothing can be stored");

      faults.set(Fault.NONE);
      host.emitted(committed.toArray(EventType[]::new));
    }
  }

  private static Fixture.Wrapping wrapping(StoreWithFaults.Switch faults) {
    return new Fixture.Wrapping() {
      @Override
      public <D> RevisionStore<D> wrap(RevisionStore<D> store) {
        return new StoreWithFaults<>(store, faults);
      }
    };
  }

  @EveryHost
  @Contract({"EMI-11", "AG-26"})
  void a_commit_handed_on_to_another_service_emits_once(Host host) {
    commitThrough(host, ServiceOptions.defaults());

    host.emitted(EventType.EVALUATORS_REVISIONS_COMMITTED);
  }

  /** The negative control: were the inner service not silent, there would be two. */
  @EveryHost
  void an_inner_service_with_a_bus_would_emit_too(Host host) {
    commitThrough(host, host.options());

    host.emitted(
        EventType.APPLICATIONS_REVISIONS_COMMITTED, EventType.EVALUATORS_REVISIONS_COMMITTED);
  }

  private static void commitThrough(Host host, ServiceOptions inner) {
    RevisionService<String> workflows =
        new RevisionService<>(APPLICATIONS, RevisionStore.inMemory(APPLICATIONS), inner);
    RevisionStore<String> evaluators = new HandingOn(RevisionStore.inMemory(EVALUATORS), workflows);

    stored(
        new RevisionService<>(EVALUATORS, evaluators, host.options())
            .create(AUTHOR, "fairness", Draft.of("data")));

    assertThat(workflows.find("apollo", RevisionReference.of(APPLICATIONS), 10)).hasSize(1);
  }

  /** A store whose service commits through that of another. */
  private static final class HandingOn extends ForwardingStore<String> {

    private final RevisionService<String> workflows;

    HandingOn(RevisionStore<String> own, RevisionService<String> workflows) {
      super(own);
      this.workflows = workflows;
    }

    @Override
    public @Nullable Revision<String> create(
        Author author, String slug, String variantSlug, Draft<String> draft) {
      workflows.create(author, slug, draft);
      return super.create(author, slug, variantSlug, draft);
    }
  }
}
