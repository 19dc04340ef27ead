package io.tidings.event.services.decision;

import static io.tidings.event.EventType.DECISION_APPROVED;
import static io.tidings.event.EventType.DECISION_CORRECTED;
import static io.tidings.event.EventType.DECISION_CREATED;
import static io.tidings.event.EventType.DECISION_SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.host.ConcurrentCalls;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.util.List;

class DecisionServiceTest {

  private static final NewDecision MAVEN =
      new NewDecision("p-1", "strategy_choice", "Which build?", "Maven", "the secret reason");

  private static DecisionService service(Host host) {
    return new DecisionService(host.options(), host.repository("decision"));
  }

  @EveryHost
  void a_decision_is_recorded(Host host) {
    DecisionService service = service(host);
    Decision decision = service.record(MAVEN);

    assertThat(service.get(decision.id())).isEqualTo(decision);
    assertThat(decision.status()).isEqualTo(DecisionStatus.RECORDED);
    host.emitted(DECISION_CREATED);
    host.details(
        DECISION_CREATED,
        "decision_id",
        decision.id(),
        "decision_type",
        "strategy_choice",
        "question",
        "Which build?",
        "chosen_option",
        "Maven");
    host.assertLatest(DECISION_CREATED, event -> assertThat(event.planId()).isEqualTo("p-1"));
  }

  @EveryHost
  void event_has_only_the_beginning_of_a_long_question(Host host) {
    String question = "?".repeat(100_000);
    Decision decision =
        service(host).record(new NewDecision("p-1", "choice", question, "😀".repeat(999), ""));

    assertThat(decision.content().question()).isEqualTo(question);
    host.emitted(DECISION_CREATED);
    host.assertLatest(
        DECISION_CREATED,
        event -> {
          assertThat(event.detail("question", String.class)).hasSize(1_000);
          assertThat(event.detail("chosen_option", String.class)).isEqualTo("😀".repeat(500));
        });
  }

  @EveryHost
  void a_decision_is_approved(Host host) {
    DecisionService service = service(host);
    String id = service.record(MAVEN).id();
    Decision approved = service.approve(id, "Margaret");

    assertThat(approved.status()).isEqualTo(DecisionStatus.APPROVED);
    assertThat(approved.approvedBy()).isEqualTo("Margaret");
    host.emitted(DECISION_CREATED, DECISION_APPROVED);
    host.details(DECISION_APPROVED, "decision_id", id, "approved_by", "Margaret");
    assertThatThrownBy(() -> service.approve(id, "Grace"))
        .isInstanceOf(IllegalTransitionException.class);
    host.emitted(DECISION_CREATED, DECISION_APPROVED);
  }

  @EveryHost
  void corrected_decision_needs_a_new_approval(Host host) {
    DecisionService service = service(host);
    String id = service.record(MAVEN).id();
    service.approve(id, "Margaret");
    Decision corrected = service.correct(id, CorrectionMode.REVERT, "use Gradle");

    assertThat(corrected.status()).isEqualTo(DecisionStatus.CORRECTED);
    assertThat(corrected.corrections()).hasSize(1);
    host.emitted(DECISION_CREATED, DECISION_APPROVED, DECISION_CORRECTED);
    host.details(
        DECISION_CORRECTED,
        "decision_id",
        id,
        "correction_id",
        corrected.corrections().get(0).id(),
        "mode",
        "revert",
        "guidance",
        "use Gradle");
    assertThat(service.approve(id, "Margaret").status()).isEqualTo(DecisionStatus.APPROVED);
  }

  @EveryHost
  void a_decision_is_superseded_for_good(Host host) {
    DecisionService service = service(host);
    String first = service.record(MAVEN).id();
    String second = service.record(MAVEN).id();
    Decision superseded = service.supersede(first, second);

    assertThat(superseded.status()).isEqualTo(DecisionStatus.SUPERSEDED);
    assertThat(superseded.supersededBy()).isEqualTo(second);
    host.emitted(DECISION_CREATED, DECISION_CREATED, DECISION_SUPERSEDED);
    host.details(DECISION_SUPERSEDED, "decision_id", first, "superseded_by", second);
    assertThatThrownBy(() -> service.approve(first, "Margaret"))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining(second);
    assertThatThrownBy(() -> service.correct(first, CorrectionMode.APPEND, ""))
        .isInstanceOf(IllegalTransitionException.class);
    assertThatThrownBy(() -> service.supersede(first, second))
        .isInstanceOf(IllegalTransitionException.class);
    host.emitted(DECISION_CREATED, DECISION_CREATED, DECISION_SUPERSEDED);
  }

  @EveryHost
  void decisions_do_not_supersede_each_other_in_a_circle(Host host) {
    DecisionService service = service(host);
    String first = service.record(MAVEN).id();
    String second = service.record(MAVEN).id();

    int won =
        ConcurrentCalls.winners(
            List.of(
                () -> service.supersede(first, second), () -> service.supersede(second, first)));

    assertThat(won).isEqualTo(1);
    host.emitted(DECISION_CREATED, DECISION_CREATED, DECISION_SUPERSEDED);
  }

  @EveryHost
  void a_decision_is_superseded_only_by_another_of_its_plan(Host host) {
    DecisionService service = service(host);
    String id = service.record(MAVEN).id();
    String elsewhere = service.record(new NewDecision("p-2", "choice", "", "", "")).id();

    assertThatThrownBy(() -> service.supersede(id, id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("replacementId");
    assertThatThrownBy(() -> service.supersede(id, elsewhere))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> service.supersede(id, "d-0")).isInstanceOf(UnknownIdException.class);
    host.emitted(DECISION_CREATED, DECISION_CREATED);
  }

  @EveryHost
  void unknown_and_duplicate_ids_are_refused(Host host) {
    DecisionService repeating =
        new DecisionService(host.options().withIds(() -> "same"), host.repository("decision"));
    repeating.record(MAVEN);

    assertThatThrownBy(() -> repeating.record(MAVEN)).isInstanceOf(DuplicateIdException.class);
    assertThatThrownBy(() -> repeating.get("d-0")).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> repeating.approve("d-0", "Margaret"))
        .isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> repeating.approve("same", "\n")).hasMessageContaining("approvedBy");
    host.emitted(DECISION_CREATED);
  }
}
