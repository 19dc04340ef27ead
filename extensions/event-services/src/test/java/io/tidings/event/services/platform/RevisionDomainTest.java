package io.tidings.event.services.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RevisionDomainTest {

  private static final Map<String, String> PAST =
      Map.of(
          "retrieve", "retrieved",
          "fetch", "fetched",
          "query", "queried",
          "log", "logged",
          "commit", "committed");

  @Test
  @Contract("AGR-15")
  void each_domain_has_a_type_for_each_action() {
    for (RevisionDomain domain : RevisionDomain.values()) {
      for (RevisionAction action : RevisionAction.values()) {
        assertThat(domain.kind(action).id())
            .isEqualTo("%s.revisions.%s".formatted(domain.id(), PAST.get(action.id())));
      }
    }
  }

  @Test
  @Contract({"AGR-15", "TST-08"})
  void all_29_platform_types_have_a_domain_or_an_item() {
    List<EventType> emitted =
        new ArrayList<>(
            List.of(
                EventType.TRACES_FETCHED,
                EventType.TRACES_QUERIED,
                EventType.TESTCASES_FETCHED,
                EventType.TESTCASES_QUERIED));
    for (RevisionDomain domain : RevisionDomain.values()) {
      Stream.of(RevisionAction.values()).map(domain::kind).forEach(emitted::add);
    }

    assertThat(emitted).hasSize(29).doesNotHaveDuplicates();
    assertThat(Stream.of(EventType.values()).filter(EventType::isPlatform))
        .hasSize(31)
        .containsAll(emitted)
        .contains(EventType.UNKNOWN, EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED);
  }

  @Test
  @Contract("AGR-16")
  void an_unknown_domain_fails_at_once() {
    assertThat(RevisionDomain.fromId("testsets")).isEqualTo(RevisionDomain.TESTSETS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevisionDomain.fromId("workflows\n"))
        .withMessageContaining("workflows?")
        .withMessageContaining("use applications, queries");
    assertThatIllegalArgumentException().isThrownBy(() -> RevisionDomain.fromId("TESTSETS"));
  }

  @Test
  @Contract("AGR-16")
  void an_unknown_action_fails_at_once() {
    assertThat(RevisionAction.fromId("log")).isEqualTo(RevisionAction.LOG);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevisionAction.fromId("archive"))
        .withMessageContaining("archive")
        .withMessageContaining("use retrieve, fetch, query, log or commit");
  }
}
