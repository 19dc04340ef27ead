package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class RetentionTest extends EveryDatabaseTest {

  private static final Duration MONTH = Duration.ofDays(31);
  private static final EventQuery ALL = EventQuery.platform().cursor(Cursor.start());

  private DomainEvent of(String organization, String project) {
    return event(EventType.PLAN_CREATED)
        .scope(new EventScope(organization, null, project, null))
        .build();
  }

  private static Retention.Plan plan(String name, Duration kept, String... organizations) {
    return new Retention.Plan(name, kept, List.of(organizations));
  }

  private Retention.Result run(EventStore store, Retention.Plan... plans) {
    return new Retention(store).run(List.of(plans));
  }

  @Contract("RET-02")
  @Test
  void what_is_past_its_plans_time_goes_and_everything_else_stays() {
    EventStore store = open();
    store.append(
        List.of(
            of("hobby-1", "p1"), of("hobby-2", "p2"), of("enterprise", "p3"), of("none", "p4")));
    DomainEvent nobodys = events.root(EventType.PLAN_CREATED).build();
    store.append(nobodys);
    clock.advance(MONTH);
    DomainEvent young = of("hobby-1", "p1");
    store.append(young);
    clock.advance(Duration.ofSeconds(1));

    Retention.Result result =
        run(
            store,
            plan("hobby", MONTH, "hobby-1", "hobby-2", "unheard-of"),
            new Retention.Plan("enterprise", null, List.of("enterprise")));

    assertThat(result.skipped()).isFalse();
    assertThat(result.removed()).isEqualTo(Map.of("hobby", 2L));
    assertThat(result.failures()).isEmpty();
    assertThat(read(store, ALL))
        .extracting(event -> String.valueOf(event.scope().project()))
        .containsExactly("p3", "p4", "null", "p1");
  }

  @Contract("RET-02")
  @Test
  void an_event_is_kept_for_exactly_its_time() {
    EventStore store = open();
    store.append(event());
    clock.advance(MONTH);
    Retention.Plan everything = new Retention.Plan("monthly", MONTH, null);

    assertThat(run(store, everything).removed()).isEqualTo(Map.of("monthly", 0L));
    clock.advance(Duration.ofNanos(1_000));
    assertThat(run(store, everything).removed()).isEqualTo(Map.of("monthly", 1L));
    assertThat(store.count(ALL)).isZero();
  }

  @Contract("RET-02")
  @Test
  void kept_for_no_time_is_gone_at_the_next_run() {
    EventStore store = open();
    store.append(events(3));
    clock.advance(Duration.ofNanos(1_000));
    DomainEvent now = event();
    store.append(now);

    assertThat(run(store, new Retention.Plan("ephemeral", Duration.ZERO, null)).removed())
        .isEqualTo(Map.of("ephemeral", 3L));
    assertThat(read(store, ALL)).containsExactly(now);
  }

  @Contract("RET-02")
  @Test
  void kept_longer_than_there_is_time_keeps_everything() {
    EventStore store = open();
    store.append(event());

    assertThat(
            run(store, new Retention.Plan("long", Duration.ofSeconds(Long.MAX_VALUE), null))
                .removed())
        .isEqualTo(Map.of("long", 0L));
  }

  @Contract("RET-02")
  @Test
  void another_organizations_events_in_a_project_of_that_name_stay() {
    EventStore store = open();
    store.append(List.of(of("mine", "shared"), of("theirs", "shared")));
    clock.advance(Duration.ofDays(1));

    run(store, plan("daily", Duration.ofHours(1), "mine"));

    assertThat(read(store, ALL))
        .extracting(e -> e.scope().organization())
        .containsExactly("theirs");
  }

  @Contract("RET-03")
  @Test
  void more_projects_and_events_than_a_page_has_go_page_by_page() {
    EventStore store = open();
    List<DomainEvent> many = new ArrayList<>();
    IntStream.range(0, BatchDelete.PROJECTS + 3).forEach(i -> many.add(of("o", "p-" + i)));
    IntStream.range(0, BatchDelete.EVENTS + 3).forEach(i -> many.add(of("o", "p-7")));
    store.append(many);
    clock.advance(Duration.ofDays(1));

    Retention.Result result = run(store, plan("daily", Duration.ofHours(1), "o"));

    assertThat(result.removed()).isEqualTo(Map.of("daily", (long) many.size()));
    assertThat(store.count(ALL)).isZero();
    assertThat(store.removedUpTo(EventQuery.project("p-7"))).isEqualTo(many.size());
    assertThat(store.removedUpTo(EventQuery.project("p-0"))).isEqualTo(1);
  }

  @Contract("RET-03")
  @Test
  void a_plan_that_fails_does_not_stop_the_others() throws Exception {
    EventStore store = open();
    store.append(List.of(of("a", "pa"), of("b", "pb"), of("c", "pc")));
    clock.advance(Duration.ofDays(1));
    forbidRemoving("pb");
    try (LogCapture log = LogCapture.of(Retention.class)) {

      Retention.Result result =
          run(
              store,
              plan("first", Duration.ZERO, "a"),
              plan("second", Duration.ZERO, "b"),
              plan("third", Duration.ZERO, "c"));

      assertThat(result.removed()).isEqualTo(Map.of("first", 1L, "third", 1L));
      assertThat(result.failures()).containsOnlyKeys("second");
      assertThat(log.warnings()).singleElement().asString().contains("second");
    }
    assertThat(read(store, ALL)).extracting(e -> e.scope().project()).containsExactly("pb");
    assertThat(store.removedUpTo(EventQuery.project("pb"))).isZero();
  }

  private void forbidRemoving(String project) throws Exception {
    if (backend() == Backend.SQLITE) {
      place()
          .execute(
              "CREATE TRIGGER kept BEFORE DELETE ON trail_event WHEN old.project ="
                  + " (SELECT id FROM trail_name WHERE text = '%s')".formatted(project)
                  + " BEGIN SELECT RAISE(ABORT, 'kept'); END");
    } else {
      String number =
          place().texts("SELECT id FROM trail_name WHERE text = '" + project + "'").get(0);
      place()
          .execute(
              "CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS"
                  + " $$ BEGIN RAISE EXCEPTION 'kept'; END $$",
              "CREATE TRIGGER kept BEFORE DELETE ON trail_event FOR EACH ROW WHEN (old.project = %s)"
                      .formatted(number)
                  + " EXECUTE FUNCTION kept()");
    }
  }

  @Contract("RET-04")
  @Test
  void of_two_runs_at_once_the_second_is_skipped() throws Exception {
    EventStore store = open();
    store.append(event());
    clock.advance(Duration.ofDays(1));
    Retention.Plan everything = new Retention.Plan("none", Duration.ZERO, null);
    place().execute("INSERT INTO lease VALUES ('retention', 'another process', 9000000000000000)");

    Retention.Result second = run(store, everything);
    assertThat(second.skipped()).isTrue();
    assertThat(second.removed()).isEmpty();
    assertThat(store.count(ALL)).isEqualTo(1);

    place().execute("UPDATE lease SET expires_at = 0");
    assertThat(run(store, everything).skipped()).as("its owner has gone").isFalse();
    assertThat(run(store, everything).skipped()).as("a run gives the right back").isFalse();
  }

  @Contract({"RET-06", "STO-09"})
  @Test
  void a_query_under_way_reads_to_its_end() {
    EventStore store = open();
    store.append(events(1_500));
    clock.advance(Duration.ofDays(1));
    try (Stream<StoredEvent> stream = store.stream(IN_APOLLO.cursor(Cursor.start()))) {
      Iterator<StoredEvent> events = stream.iterator();
      events.next();
      run(store, new Retention.Plan("none", Duration.ZERO, null));
      int read = 1;
      while (events.hasNext()) {
        events.next();
        read++;
      }
      assertThat(read).isEqualTo(1_500);
    }
    assertThat(store.count(IN_APOLLO)).isZero();
  }

  @Contract("STO-05")
  @Test
  void a_place_is_not_given_again_after_its_event_has_gone() {
    EventStore store = open();
    store.append(events(3));
    clock.advance(Duration.ofDays(1));
    run(store, new Retention.Plan("none", Duration.ZERO, null));
    store.append(event());

    assertThat(store.list(ALL)).extracting(StoredEvent::seq).containsExactly(4L);
  }

  @Test
  void ill_formed_plans_and_stores_that_only_read_are_refused() {
    open().close();
    EventStore reading = closing(builder().readOnly().open());

    assertThatThrownBy(() -> new Retention(reading)).satisfies(Refusals.with(Reason.READ_ONLY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retention.Plan("p", Duration.ofDays(-1), null))
        .withMessageContaining("kept");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan("p", Duration.ZERO, "no id"))
        .withMessageContaining("organizations");
  }
}
