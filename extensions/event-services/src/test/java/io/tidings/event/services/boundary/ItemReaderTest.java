package io.tidings.event.services.boundary;

import static io.tidings.event.EventType.QUERIES_REVISIONS_COMMITTED;
import static io.tidings.event.EventType.TESTCASES_FETCHED;
import static io.tidings.event.EventType.TESTCASES_QUERIED;
import static io.tidings.event.EventType.TRACES_FETCHED;
import static io.tidings.event.EventType.TRACES_QUERIED;
import static io.tidings.event.services.platform.RevisionDomain.QUERIES;
import static io.tidings.event.services.revision.Fixture.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.revision.Draft;
import io.tidings.event.services.revision.RevisionService;
import io.tidings.event.services.revision.RevisionStore;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.function.Predicate;

/** Reads of traces and test cases. */
class ItemReaderTest {

  private static final EventScope SCOPE =
      EventScope.none().withProject("apollo").withUser("margaret");

  private record Item(String id) {}

  /** A project's items; what is looked for is a predicate. */
  private record Shelf(List<Item> items) implements ItemSource<Item, Predicate<Item>> {

    @Override
    public List<Item> fetch(String projectId, List<String> ids) {
      return query(projectId, item -> ids.contains(item.id()));
    }

    @Override
    public List<Item> query(String projectId, Predicate<Item> query) {
      return items.stream().filter(query).toList();
    }
  }

  private static final Shelf SHELF = new Shelf(List.of(new Item("i-1"), new Item("i-2")));

  @EveryHost
  @Contract({"AG-03", "AG-04"})
  void each_read_of_traces_emits_once(Host host) {
    TraceReader<Item, Predicate<Item>> traces = new TraceReader<>(SHELF, Item::id, host.options());
    try (EventContext.Handle opened = SCOPE.open()) {
      assertThat(traces.fetch("apollo", "i-1")).isEqualTo(new Item("i-1"));
      host.emitted(TRACES_FETCHED);
      host.details(TRACES_FETCHED, "user_id", "margaret", "count", 1, "trace_id", "i-1");

      assertThat(traces.fetch("apollo", List.of("i-2", "unknown"))).hasSize(1);
      host.emitted(TRACES_FETCHED, TRACES_FETCHED);
      host.details(TRACES_FETCHED, "user_id", "margaret", "count", 1, "trace_ids", List.of("i-2"));

      assertThat(traces.query("apollo", item -> true)).hasSize(2);
      host.emitted(TRACES_FETCHED, TRACES_FETCHED, TRACES_QUERIED);
      host.details(
          TRACES_QUERIED, "user_id", "margaret", "count", 2, "trace_ids", List.of("i-1", "i-2"));
    }
  }

  @EveryHost
  @Contract({"AG-05", "AG-06"})
  void each_read_of_test_cases_emits_once(Host host) {
    TestcaseReader<Item, Predicate<Item>> testcases =
        new TestcaseReader<>(SHELF, Item::id, host.options());
    try (EventContext.Handle opened = SCOPE.open()) {
      assertThat(testcases.fetch("apollo", "i-1")).isEqualTo(new Item("i-1"));
      host.details(TESTCASES_FETCHED, "user_id", "margaret", "count", 1, "testcase_id", "i-1");
      assertThat(testcases.fetch("apollo", List.of("i-1", "i-2"))).hasSize(2);
      host.details(
          TESTCASES_FETCHED,
          "user_id",
          "margaret",
          "count",
          2,
          "testcase_ids",
          List.of("i-1", "i-2"));
      assertThat(testcases.query("apollo", item -> item.id().equals("i-2"))).hasSize(1);
      host.details(
          TESTCASES_QUERIED, "user_id", "margaret", "count", 1, "testcase_ids", List.of("i-2"));
    }
    host.emitted(TESTCASES_FETCHED, TESTCASES_FETCHED, TESTCASES_QUERIED);
  }

  @EveryHost
  @Contract("AGR-04")
  void empty_result_emits_nothing(Host host) {
    TraceReader<Item, Predicate<Item>> traces = new TraceReader<>(SHELF, Item::id, host.options());
    try (EventContext.Handle opened = SCOPE.open()) {
      assertThat(traces.fetch("apollo", "unknown")).isNull();
      assertThat(traces.fetch("apollo", List.of("unknown"))).isEmpty();
      assertThat(traces.query("apollo", item -> false)).isEmpty();
    }
    host.emitted();
  }

  @EveryHost
  @Contract({"AGR-22", "AG-14"})
  void reads_inside_a_read_of_traces_emit_nothing(Host host) {
    RevisionService<String> queries =
        new RevisionService<>(QUERIES, RevisionStore.inMemory(QUERIES), host.options());
    queries.create(AUTHOR, "slow", Draft.of("i-2"));
    Spans spans = new Spans(queries);
    TraceReader<Item, String> traces = new TraceReader<>(spans, Item::id, host.options());
    try (EventContext.Handle opened = SCOPE.open()) {
      spans.ofTrace("i-1");
      host.emitted(QUERIES_REVISIONS_COMMITTED);

      assertThat(traces.query("apollo", "slow")).containsExactly(new Item("i-2"));
    }
    host.emitted(QUERIES_REVISIONS_COMMITTED, TRACES_QUERIED);
  }

  /** Traces made of spans, which a stored query selects. */
  private record Spans(RevisionService<String> queries) implements ItemSource<Item, String> {

    List<Item> ofTrace(String id) {
      return List.of(new Item(id));
    }

    @Override
    public List<Item> fetch(String projectId, List<String> ids) {
      return ids.stream().flatMap(id -> ofTrace(id).stream()).toList();
    }

    @Override
    public List<Item> query(String projectId, String query) {
      return queries.find(projectId, RevisionReference.of(QUERIES), 1).stream()
          .flatMap(revision -> ofTrace(String.valueOf(revision.data())).stream())
          .toList();
    }
  }

  @EveryHost
  @Contract("AGR-20")
  void failing_id_function_does_not_affect_the_read(Host host) {
    TraceReader<Item, Predicate<Item>> traces =
        new TraceReader<>(
            SHELF,
            item -> {
              throw new IllegalStateException("no id");
            },
            host.options());
    try (EventContext.Handle opened = SCOPE.open()) {
      assertThat(traces.query("apollo", item -> true)).hasSize(2);
    }
    assertThat(host.bus().recording().events()).isEmpty();
  }

  @EveryHost
  @Contract("EMI-06")
  void throwing_source_emits_nothing(Host host) {
    TestcaseReader<Item, Predicate<Item>> testcases =
        new TestcaseReader<>(SHELF, Item::id, host.options());
    try (EventContext.Handle opened = SCOPE.open()) {
      assertThatThrownBy(
              () ->
                  testcases.query(
                      "apollo",
                      item -> {
                        throw new IllegalStateException("cannot be read");
                      }))
          .hasMessage("cannot be read");
      assertThatIllegalArgumentException().isThrownBy(() -> testcases.fetch(" ", "i-1"));
    }
    host.emitted();
  }
}
