package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuilderDetailsTest {

  @Test
  @Contract("EVT-06")
  void a_detail_given_later_replaces_an_earlier_one_in_its_place() {
    DomainEvent event =
        DomainEvent.root(EventType.PLAN_CREATED)
            .detail("a", 1)
            .details(Map.of("b", 2))
            .detail("a", "again")
            .build();

    assertThat(event.details()).containsExactly(Map.entry("a", "again"), Map.entry("b", 2L));
  }

  @Test
  @Contract("EVT-06")
  void details_given_later_replace_earlier_ones() {
    DomainEvent event =
        DomainEvent.root(EventType.PLAN_CREATED)
            .detail("a", 1)
            .details(Map.of("a", 2))
            .details(Map.of("c", 3))
            .build();

    assertThat(event.details()).containsExactly(Map.entry("a", 2L), Map.entry("c", 3L));
  }

  @Test
  @Contract("EVT-06")
  void a_map_of_details_is_read_when_the_event_is_built() {
    Map<String, Object> details = new LinkedHashMap<>(Map.of("a", 1));
    EventBuilder builder = DomainEvent.root(EventType.PLAN_CREATED).details(details);
    details.put("b", 2);

    assertThat(builder.build().details()).containsOnlyKeys("a", "b");
  }

  @Test
  @Contract("EVT-01")
  void a_null_detail_is_absent() {
    assertThat(DomainEvent.root(EventType.PLAN_CREATED).detail("a", null).build().details())
        .isEmpty();
  }

  @Test
  @Contract("EVT-01")
  void null_takes_away_a_detail_given_before() {
    DomainEvent event =
        DomainEvent.root(EventType.PLAN_CREATED)
            .details(Map.of("a", 1))
            .detail("b", 2)
            .detail("a", null)
            .build();

    assertThat(event.details()).containsOnlyKeys("b");
  }

  @Test
  @Contract("EVT-07")
  void an_empty_name_of_a_detail_is_refused_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.root(EventType.PLAN_CREATED).detail("", 1))
        .withMessageStartingWith("name must not be empty");
  }

  @Test
  @Contract("EVT-11")
  void error_adds_its_class_and_message() {
    DomainEvent event =
        DomainEvent.root(EventType.TOOL_ERRORED)
            .error(new IllegalStateException("disk full"))
            .build();

    assertThat(event.details())
        .containsExactly(
            Map.entry("error_type", "java.lang.IllegalStateException"),
            Map.entry("error_message", "disk full"));
  }

  @Test
  @Contract("EVT-11")
  void long_message_of_an_error_is_cut_between_characters() {
    String message = "x".repeat(EventBuilder.MAX_ERROR_MESSAGE - 1);

    DomainEvent event =
        DomainEvent.root(EventType.TOOL_ERRORED)
            .error(new Exception(message + "\ud83d\ude00"))
            .build();

    assertThat(event.details()).containsEntry("error_message", message);
  }

  /** A failure that cannot be asked for its message. */
  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new NoClassDefFoundError("gone");
    }
  }

  @Test
  @Contract("EVT-11")
  void error_without_a_readable_message_adds_its_class() {
    for (Throwable failure : new Throwable[] {new Unprintable(), new Error()}) {
      assertThat(DomainEvent.root(EventType.TOOL_ERRORED).error(failure).build().details())
          .containsExactly(Map.entry("error_type", failure.getClass().getName()));
    }
  }
}
