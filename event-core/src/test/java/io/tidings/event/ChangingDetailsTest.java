package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Details that change while an event is built: a whole snapshot or a refusal, never a half. */
@Contract("EVT-06")
class ChangingDetailsTest {

  private static DomainEvent build(Map<String, ?> details) {
    return DomainEvent.root(EventType.PLAN_CREATED).details(details).build();
  }

  private static void refused(Map<String, ?> details) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(details))
        .withMessageStartingWith("details")
        .withMessageContaining("if another thread changes it, hand over a copy");
  }

  private static Map<String, Object> of(Object from, Object to) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("from", from);
    map.put("to", to);
    return map;
  }

  /** Returns a map another thread changes from 1 to 2 while it is read the first time. */
  private static Map<String, Object> caughtInTheMiddle(Object one, Object two) {
    return HostileMap.changing(of(one, two), of(two, two));
  }

  @Test
  void control_a_single_pass_over_a_map_caught_in_the_middle_gives_a_half() {
    assertThat(new LinkedHashMap<>(caughtInTheMiddle(1, 2))).isEqualTo(of(1, 2));
  }

  @Test
  void a_map_caught_in_the_middle_is_refused() {
    refused(caughtInTheMiddle(1, 2));
    refused(Map.of("nested", caughtInTheMiddle(1, 2)));
  }

  @Test
  void a_map_caught_while_its_lists_or_maps_are_replaced_is_refused() {
    refused(caughtInTheMiddle(Map.of("n", 1), Map.of("n", 2)));
    refused(caughtInTheMiddle(List.of(1), List.of(2)));
    refused(Map.of("nested", caughtInTheMiddle(Map.of("n", 1), Map.of("n", 2))));
  }

  @Test
  void two_maps_changed_together_inside_the_details_are_not_taken_by_halves() {
    Map<String, Object> second = new HashMap<>(Map.of("n", 1));
    Map<String, Object> first = new HashMap<>(Map.of("n", 1));
    Map<String, Object> between =
        new HostileMap(
            () -> 0,
            pass -> {
              first.put("n", 2);
              second.put("n", 2);
              return Collections.emptyIterator();
            });
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("first", first);
    details.put("change", between);
    details.put("second", second);

    refused(details);
  }

  @Test
  void entries_that_come_go_or_change_at_the_second_reading_are_refused() {
    Map<String, Object> both = of(1, 2);
    Map<String, Object> more = new LinkedHashMap<>(both);
    more.put("more", 3);

    refused(HostileMap.changing(both, more));
    refused(HostileMap.changing(both, Map.of("from", 1)));
    refused(HostileMap.changing(both, Map.of()));
    refused(HostileMap.changing(both, of(1, "2")));
    refused(HostileMap.changing(both, of(1, 2.0)));
  }
}
