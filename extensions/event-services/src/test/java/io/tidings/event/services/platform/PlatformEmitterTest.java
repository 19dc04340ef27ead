package io.tidings.event.services.platform;

import static io.tidings.event.EventType.QUERIES_REVISIONS_QUERIED;
import static io.tidings.event.EventType.TESTCASES_FETCHED;
import static io.tidings.event.EventType.TESTCASES_QUERIED;
import static io.tidings.event.EventType.TESTSETS_REVISIONS_COMMITTED;
import static io.tidings.event.EventType.TRACES_FETCHED;
import static io.tidings.event.EventType.TRACES_QUERIED;
import static io.tidings.event.services.platform.RevisionAction.COMMIT;
import static io.tidings.event.services.platform.RevisionAction.QUERY;
import static io.tidings.event.services.platform.RevisionDomain.QUERIES;
import static io.tidings.event.services.platform.RevisionDomain.TESTSETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventEmitter;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PlatformEmitterTest {

  private static final TextScope WHOSE = TextScope.of("apollo", "margaret");

  private static PlatformEmitter events(Host host) {
    return new PlatformEmitter(host.options().events());
  }

  private static RevisionNotice committed() {
    return RevisionNotice.of(TESTSETS, COMMIT)
        .revision(RevisionReference.of(TESTSETS).withRevision(Identity.of("r-1")));
  }

  @Test
  @Contract("AGR-15")
  void there_are_exactly_five_helpers() {
    assertThat(
            Stream.of(PlatformEmitter.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName))
        .containsExactlyInAnyOrder(
            "traceFetched", "traceQueried", "testcaseFetched", "testcaseQueried", "revision");
  }

  @EveryHost
  @Contract({"AGR-15", "AGR-20"})
  void each_helper_emits_its_type(Host host) {
    PlatformEmitter events = events(host);

    events.traceFetched(ItemNotice.one("t-1").scope(WHOSE));
    events.traceQueried(ItemNotice.many(List.of("t-1")).scope(WHOSE));
    events.testcaseFetched(ItemNotice.many(List.of("c-1")).scope(WHOSE));
    events.testcaseQueried(ItemNotice.many(List.of("c-1")).scope(WHOSE));
    events.revision(committed().scope(WHOSE));

    host.emitted(
        TRACES_FETCHED,
        TRACES_QUERIED,
        TESTCASES_FETCHED,
        TESTCASES_QUERIED,
        TESTSETS_REVISIONS_COMMITTED);
    host.details(TRACES_FETCHED, "user_id", "margaret", "count", 1, "trace_id", "t-1");
    host.details(
        TESTCASES_QUERIED, "user_id", "margaret", "count", 1, "testcase_ids", List.of("c-1"));
    host.assertLatest(
        TESTSETS_REVISIONS_COMMITTED,
        event -> assertThat(event.scope()).isEqualTo(WHOSE.toEventScope()));
  }

  @EveryHost
  @Contract("AGR-04")
  void of_nothing_nothing_is_emitted(Host host) {
    PlatformEmitter events = events(host);

    events.traceFetched(ItemNotice.one(null).scope(WHOSE));
    events.traceQueried(ItemNotice.many(List.of()).scope(WHOSE));
    events.testcaseFetched(ItemNotice.one("c-1").count(0).scope(WHOSE));
    events.testcaseQueried(ItemNotice.many(List.of()).scope(WHOSE));
    events.revision(RevisionNotice.of(TESTSETS, COMMIT).revision(null).scope(WHOSE));

    host.emitted();
  }

  @EveryHost
  @Contract("AGR-16")
  void invalid_call_fails_at_once_with_and_without_bus(Host host) {
    PlatformEmitter events = events(host);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> events.traceQueried(ItemNotice.one("t-1")))
        .withMessageContaining("ItemNotice.many");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> events.testcaseQueried(ItemNotice.one("c-1")));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> events.revision(RevisionNotice.of(TESTSETS, COMMIT).revisions(List.of())));
    host.emitted();
  }

  @Test
  @Contract("AGR-20")
  void what_fails_while_the_event_is_built_reaches_no_caller() {
    RecordingEventBus bus = RecordingEventBus.create();
    AtomicInteger asked = new AtomicInteger();

    new PlatformEmitter(EventEmitter.of(bus))
        .revision(
            committed()
                .scope(WHOSE)
                .extra(
                    () -> {
                      asked.incrementAndGet();
                      throw new IllegalStateException("on purpose");
                    }));

    assertThat(asked).hasValue(1);
    assertThat(bus.recording().events()).isEmpty();
  }

  @Test
  @Contract("AGR-18")
  void emitted_events_have_an_unknown_request_type() {
    RecordingEventBus bus = RecordingEventBus.create();
    new PlatformEmitter(EventEmitter.of(bus)).revision(committed().scope(WHOSE));

    assertThat(bus.recording().events())
        .singleElement()
        .satisfies(event -> assertThat(RequestType.of(event)).isEqualTo(RequestType.UNKNOWN))
        .satisfies(event -> assertThat(event.details()).doesNotContainKey(RequestType.DETAIL));
  }

  @Test
  @Contract("AGR-01")
  void an_event_has_room_for_a_thousand_references_however_full() {
    RecordingEventBus bus = RecordingEventBus.create();
    List<RevisionReference> found = IntStream.range(0, 1025).mapToObj(this::longest).toList();

    new PlatformEmitter(EventEmitter.of(bus))
        .revision(RevisionNotice.of(QUERIES, QUERY).revisions(found).scope(WHOSE));

    DomainEvent event = bus.recording().events().get(0);
    assertThat(event.is(QUERIES_REVISIONS_QUERIED)).isTrue();
    assertThat(event.details()).containsEntry("count", 1025L);
    assertThat(event.details())
        .extractingByKey("references", InstanceOfAssertFactories.LIST)
        .hasSize(1000)
        .last()
        .isEqualTo(found.get(999).attributes());
  }

  private RevisionReference longest(int number) {
    String id = "%0128d".formatted(number);
    Identity full = Identity.of(id).withSlug(id);
    return new RevisionReference(QUERIES, full, full, full.withVersion(Long.MAX_VALUE));
  }

  @Test
  @Contract("AGR-13")
  void ids_in_any_script_are_emitted_unchanged() {
    RecordingEventBus bus = RecordingEventBus.create();
    PlatformEmitter events = new PlatformEmitter(EventEmitter.of(bus));

    events.traceFetched(ItemNotice.one("trace-é-検").scope(WHOSE));

    assertThat(bus.recording().events())
        .singleElement()
        .satisfies(event -> assertThat(event.details()).containsEntry("trace_id", "trace-é-検"));
  }
}
