package io.tidings.event.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import io.tidings.event.testkit.contract.Contract;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditAccessTest {

  private static final EventScope CALLER = new EventScope("acme", null, "apollo", "margaret");
  private static final UnaryOperator<EventQuery> ANYTHING = UnaryOperator.identity();

  @TempDir private Path directory;
  private final Set<String> entitled = new HashSet<>(Set.of("acme"));
  private final Set<String> readers = new HashSet<>(Set.of("margaret"));
  private final AtomicInteger asked = new AtomicInteger();
  private @Nullable EventStore opened;

  @BeforeEach
  void fill() {
    opened = EventStore.open(directory.resolve("trail.db"));
    trail()
        .append(
            List.of(
                event(CALLER, EventType.PLAN_CREATED),
                event(CALLER, EventType.PLAN_APPLIED),
                event(CALLER.withProject("gemini"), EventType.PLAN_CREATED)));
  }

  @AfterEach
  void close() {
    trail().close();
  }

  private EventStore trail() {
    return Objects.requireNonNull(opened);
  }

  private static DomainEvent event(EventScope scope, EventKind kind) {
    return DomainEvent.root(kind).scope(scope).detail("audit", true).build();
  }

  private AuditAccess access() {
    return new AuditAccess(
        trail(), caller -> readers.contains(String.valueOf(caller.user())), this::entitled);
  }

  private boolean entitled(String organization) {
    asked.incrementAndGet();
    return entitled.contains(organization);
  }

  private static EventQuery notToBeAsked(EventQuery query) {
    throw new AssertionError("the question was made");
  }

  private void assertDenied(EventScope caller, AuditDeniedException.Reason reason) {
    assertThatThrownBy(() -> access().list(caller, AuditAccessTest::notToBeAsked))
        .isInstanceOfSatisfying(
            AuditDeniedException.class, denied -> assertThat(denied.reason()).isEqualTo(reason));
    assertThatThrownBy(() -> access().count(caller, AuditAccessTest::notToBeAsked))
        .isInstanceOf(AuditDeniedException.class);
  }

  @Contract("AUD-10")
  @Test
  void who_has_the_permission_and_the_entitlement_reads_the_project() {
    List<StoredEvent> found = access().list(CALLER, ANYTHING);

    assertThat(found).hasSize(2).allMatch(e -> "apollo".equals(e.event().scope().project()));
    assertThat(access().count(CALLER, ANYTHING)).isEqualTo(2);
  }

  @Contract("AUD-10")
  @Test
  void without_the_permission_nothing_is_asked_not_even_the_plan() {
    readers.clear();

    assertDenied(CALLER, AuditDeniedException.Reason.FORBIDDEN);
    assertThat(asked).hasValue(0);
  }

  @Contract("AUD-10")
  @Test
  void without_the_entitlement_the_query_is_not_run_and_the_way_out_is_told() {
    entitled.clear();

    assertDenied(CALLER, AuditDeniedException.Reason.NOT_ENTITLED);
    assertThatThrownBy(() -> access().list(CALLER, ANYTHING))
        .hasMessageContaining("upgrade the plan");
  }

  @Contract("AUD-10")
  @Test
  void an_organization_that_nobody_knows_and_no_organization_are_not_entitled() {
    assertDenied(
        new EventScope("unheard-of", null, "apollo", "margaret"),
        AuditDeniedException.Reason.NOT_ENTITLED);
    assertDenied(
        new EventScope(null, null, "apollo", "margaret"), AuditDeniedException.Reason.NOT_ENTITLED);
  }

  @Contract({"AUD-11", "RET-05"})
  @Test
  void only_questions_are_gated_and_history_is_there_after_an_upgrade() throws Exception {
    entitled.clear();
    DomainEvent meanwhile = event(CALLER, EventType.TOOL_INVOKED);
    CompletableFuture<DomainEvent> delivered = new CompletableFuture<>();
    try (var follower =
        trail()
            .follow(
                EventQuery.project("apollo").kinds(EventType.TOOL_INVOKED),
                Cursor.start(),
                stored -> delivered.complete(stored.event()))) {
      assertThat(trail().append(meanwhile).stored()).isEqualTo(1);
      assertThat(delivered.get(30, TimeUnit.SECONDS)).isEqualTo(meanwhile);
      assertThat(follower.done()).isNotDone();
    }
    assertDenied(CALLER, AuditDeniedException.Reason.NOT_ENTITLED);

    entitled.add("acme");
    assertThat(access().list(CALLER, ANYTHING)).hasSize(3);
  }

  @Contract("AUD-13")
  @Test
  void nothing_that_an_organization_stores_or_says_entitles_it() {
    entitled.clear();
    trail()
        .append(
            DomainEvent.root(EventKind.of("organization.entitled"))
                .scope(CALLER)
                .detail("audit", true)
                .detail("plan", "cloud_v0_business")
                .build());

    assertDenied(CALLER, AuditDeniedException.Reason.NOT_ENTITLED);
  }

  @Contract("AUD-04")
  @Test
  void a_question_cannot_leave_the_callers_project() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> access().list(CALLER, query -> EventQuery.project("gemini")))
        .withMessageContaining("question");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> access().list(CALLER, query -> EventQuery.platform()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> access().list(EventScope.none(), ANYTHING))
        .withMessageContaining("caller");
  }

  @Contract("AUD-01")
  @Test
  void an_empty_question_is_valid() {
    assertThat(access().list(CALLER, ANYTHING)).hasSize(2);
  }

  @Contract("AUD-02")
  @Test
  void a_question_by_type() {
    assertThat(access().list(CALLER, query -> query.types("plan.applied"))).hasSize(1);
  }

  @Contract("AUD-03")
  @Test
  void a_question_for_an_unknown_type_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> access().list(CALLER, query -> query.types("plan.imagined")))
        .withMessageContaining("plan.imagined");
  }

  @Contract("AUD-09")
  @Test
  void a_question_with_a_limit() {
    assertThat(access().list(CALLER, query -> query.window(Window.latest(1)))).hasSize(1);
  }

  @Contract("AUD-03")
  @Test
  void a_question_with_an_ill_formed_type_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> access().list(CALLER, query -> query.types("no type")));
  }

  @Contract("AUD-10")
  @Test
  void what_a_hosts_own_rules_throw_is_thrown_and_nothing_is_read() {
    AuditAccess broken =
        new AuditAccess(
            trail(),
            caller -> true,
            organization -> {
              throw new IllegalStateException("no plan of " + organization);
            });

    assertThatThrownBy(() -> broken.list(CALLER, AuditAccessTest::notToBeAsked))
        .hasMessage("no plan of acme");
  }
}
