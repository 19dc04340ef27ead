package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Contract("LIM-01")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DetailLimitsTest {

  private static final EventLimits DEFAULTS = EventLimits.defaults();

  private static DomainEvent within(EventLimits limits, Map<String, ?> details) {
    return EventFactory.standard()
        .withLimits(limits)
        .root(EventType.PLAN_CREATED)
        .details(details)
        .build();
  }

  private static void refused(EventLimits limits, Map<String, ?> details, String limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> within(limits, details))
        .withMessageStartingWith("details")
        .withMessageContaining(limit);
  }

  /** Returns {@code depth} lists inside each other, made without recursion. */
  private static Object lists(int depth) {
    Object nested = "bottom";
    for (int i = 0; i < depth; i++) {
      nested = new ArrayList<>(List.of(nested));
    }
    return nested;
  }

  /** Returns {@code depth} maps and lists in turn inside each other. */
  private static Object mixed(int depth) {
    Object nested = "bottom";
    for (int i = 0; i < depth; i++) {
      nested = i % 2 == 0 ? Map.of("k", nested) : List.of(nested);
    }
    return nested;
  }

  private static Map<String, Object> entries(int count) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put("k" + i, i);
    }
    return entries;
  }

  @Test
  void nesting_is_taken_to_the_depth_of_32_and_no_further() {
    assertThat(within(DEFAULTS, Map.of("k", lists(32))).details()).containsKey("k");
    assertThat(within(DEFAULTS, Map.of("k", mixed(32))).details()).containsKey("k");
    refused(DEFAULTS, Map.of("k", lists(33)), "maxDepth 32");
    refused(DEFAULTS, Map.of("k", mixed(33)), "maxDepth 32");
  }

  @Test
  void a_depth_of_one_takes_a_list_of_scalars_but_no_list_in_it() {
    EventLimits flat = DEFAULTS.withMaxDepth(1);

    assertThat(within(flat, Map.of("k", List.of(1))).details()).containsKey("k");
    refused(flat, Map.of("k", List.of(List.of())), "maxDepth 1");
  }

  @Test
  void the_greatest_depth_can_be_built_compared_and_shown() {
    EventLimits deepest = DEFAULTS.withMaxDepth(EventLimits.GREATEST_DEPTH);
    Map<String, Object> details = within(deepest, Map.of("k", lists(512))).details();
    Map<String, Object> same = within(deepest, Map.of("k", lists(512))).details();

    assertThat(same.equals(details)).isTrue();
    assertThat(same.hashCode()).isEqualTo(details.hashCode());
    assertThat(details.toString()).contains("bottom");
    refused(deepest, Map.of("k", lists(513)), "maxDepth 512");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void any_depth_beyond_is_refused_without_a_stack_overflow(int depth) {
    refused(DEFAULTS, Map.of("k", lists(depth)), "maxDepth 32");
    refused(DEFAULTS, Map.of("k", mixed(depth)), "maxDepth 32");
  }

  @Test
  void a_refusal_far_down_names_where_without_telling_the_whole_way() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> within(DEFAULTS, Map.of("k", lists(33))))
        .withMessageStartingWith("details...[0][0][0][0][0][0][0][0] is nested");
  }

  @Test
  void details_may_have_20000_entries_and_no_more() {
    assertThat(within(DEFAULTS, entries(20_000)).details()).hasSize(20_000);
    refused(DEFAULTS, entries(20_001), "maxEntries");
    refused(DEFAULTS, entries(1_000_000), "maxEntries");
  }

  @Test
  void entries_count_over_all_levels() {
    Map<String, Object> full = Map.of("list", Collections.nCopies(19_998, 1), "one", 1);
    Map<String, Object> over = Map.of("list", Collections.nCopies(19_999, 1), "one", 1);

    assertThat(within(DEFAULTS, full).details()).hasSize(2);
    refused(DEFAULTS, over, "maxEntries");
  }

  @Test
  void a_list_of_a_million_elements_is_refused() {
    refused(DEFAULTS, Map.of("k", Collections.nCopies(1_000_000, 1)), "maxEntries");
  }

  @Test
  void the_same_list_counts_every_time_it_appears() {
    List<Object> shared = Collections.nCopies(100, "x");
    for (int i = 0; i < 20; i++) {
      shared = Collections.nCopies(100, shared);
    }

    refused(DEFAULTS, Map.of("k", shared), "maxEntries");
  }

  @Test
  void entries_given_one_by_one_count_as_well() {
    EventBuilder builder = DomainEvent.root(EventType.PLAN_CREATED);
    entries(20_001).forEach(builder::detail);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("maxEntries");
  }

  @Test
  void a_text_may_have_65536_characters_and_no_more() {
    assertThat(within(DEFAULTS, Map.of("k", "x".repeat(65_536))).details()).containsKey("k");
    refused(DEFAULTS, Map.of("k", "x".repeat(65_537)), "maxStringLength 65536");
  }

  @Test
  void a_name_of_a_detail_counts_as_a_text() {
    assertThat(within(DEFAULTS, Map.of("x".repeat(65_536), 1)).details()).hasSize(1);
    refused(DEFAULTS, Map.of("x".repeat(65_537), 1), "maxStringLength 65536");
  }

  @Test
  void what_becomes_text_counts_as_text() {
    Map<String, Object> kind = Map.of("k", HostKind.ORDER_PLACED);

    assertThat(within(DEFAULTS.withMaxStringLength(12), kind).details())
        .containsEntry("k", "order.placed");
    refused(DEFAULTS.withMaxStringLength(11), kind, "maxStringLength 11");
  }

  @Test
  void all_texts_and_names_may_have_1048576_characters_together_and_no_more() {
    Map<String, Object> full = new LinkedHashMap<>();
    for (int i = 0; i < 16; i++) {
      full.put("" + (char) ('a' + i), "x".repeat(65_535));
    }
    assertThat(within(DEFAULTS, full).details()).hasSize(16);

    full.put("a", "x".repeat(65_536));
    refused(DEFAULTS, full, "maxTotalLength 1048576");
  }

  @Test
  void the_message_names_where_the_limit_was_passed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                within(
                    DEFAULTS.withMaxStringLength(5),
                    Map.of("a", Map.of("b", List.of("short", "longer")))))
        .withMessageStartingWith(
            "details[\"a\"][\"b\"][1] has a text of 6 characters, beyond maxStringLength 5");
  }

  @Test
  void raised_limits_take_more() {
    EventLimits raised = new EventLimits(100, 1_000_000, 2 * 1024 * 1024, Integer.MAX_VALUE);
    Map<String, Object> details = entries(30_000);
    details.put("deep", lists(100));
    details.put("long", "x".repeat(2 * 1024 * 1024));

    assertThat(within(raised, details).details()).hasSize(30_002);
  }
}
