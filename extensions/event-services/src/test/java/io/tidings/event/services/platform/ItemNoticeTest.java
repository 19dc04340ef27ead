package io.tidings.event.services.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attributes of notices of traces and test cases, without emitting. */
class ItemNoticeTest {

  private record Item(@Nullable String id) {}

  @Test
  @Contract({"AG-03", "AG-05", "AGR-14"})
  void one_item_has_an_id_and_many_have_a_list() {
    assertThat(ItemNotice.one("t-1").traceAttributes("u-1"))
        .isEqualTo(Map.of("user_id", "u-1", "count", 1L, "trace_id", "t-1"));
    assertThat(ItemNotice.many(List.of("t-2", "t-1")).traceAttributes("u-1"))
        .isEqualTo(Map.of("user_id", "u-1", "count", 2L, "trace_ids", List.of("t-2", "t-1")));
    assertThat(ItemNotice.one("c-1").testcaseAttributes("u-1"))
        .isEqualTo(Map.of("user_id", "u-1", "count", 1L, "testcase_id", "c-1"));
    assertThat(ItemNotice.many(List.of("c-1")).testcaseAttributes("u-1"))
        .isEqualTo(Map.of("user_id", "u-1", "count", 1L, "testcase_ids", List.of("c-1")));
  }

  @Test
  @Contract({"AGR-01", "TST-08"})
  void of_1025_items_1000_are_listed_and_1025_counted() {
    List<String> ids = IntStream.range(0, 1025).mapToObj(number -> "t-" + number).toList();

    Map<String, Object> attributes = ItemNotice.many(ids).traceAttributes("u-1");

    assertThat(attributes).containsEntry("count", 1025L);
    assertThat(attributes)
        .extractingByKey("trace_ids", InstanceOfAssertFactories.LIST)
        .hasSize(ItemNotice.MAX_IDS)
        .isEqualTo(ids.subList(0, 1000));
  }

  @Test
  @Contract("AGR-03")
  void a_count_that_is_given_wins() {
    assertThat(ItemNotice.many(List.of("t-1")).count(9).traceAttributes("u-1"))
        .containsEntry("count", 9L);
  }

  @Test
  @Contract("AGR-04")
  void empty_notice_is_suppressed() {
    assertThat(ItemNotice.one(null).isSuppressed()).isTrue();
    assertThat(ItemNotice.one(null).count(1).isSuppressed()).isTrue();
    assertThat(ItemNotice.many(List.of()).isSuppressed()).isTrue();
    assertThat(ItemNotice.many(List.of("t-1")).count(0).isSuppressed()).isTrue();
    assertThat(ItemNotice.many(List.of("t-1")).count(-1).isSuppressed()).isTrue();
    assertThat(ItemNotice.one("t-1").isSuppressed()).isFalse();
    assertThat(ItemNotice.many(List.of("t-1")).isSuppressed()).isFalse();
    assertThat(ItemNotice.one(null).traceAttributes("u-1")).doesNotContainKey("trace_id");
  }

  @Test
  @Contract("AGR-08")
  void an_item_whose_id_is_missing_is_counted_and_not_listed() {
    List<Item> items = List.of(new Item("c-1"), new Item(null), new Item("c-3"));

    assertThat(ItemNotice.many(items, Item::id).testcaseAttributes("u-1"))
        .isEqualTo(Map.of("user_id", "u-1", "count", 3L, "testcase_ids", List.of("c-1", "c-3")));
  }

  @Test
  @Contract("AGR-13")
  void ids_that_are_no_texts_become_texts() {
    UUID id = UUID.fromString("0194c7c0-0000-7000-8000-000000000001");

    assertThat(ItemNotice.many(List.of(id), UUID::toString).traceAttributes("u-1"))
        .containsEntry("trace_ids", List.of("0194c7c0-0000-7000-8000-000000000001"));
  }
}
