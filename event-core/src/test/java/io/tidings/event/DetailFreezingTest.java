package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Contract("EVT-06")
class DetailFreezingTest {

  private static Map<String, Object> frozen(Map<String, ? extends @Nullable Object> details) {
    return DomainEvent.root(EventType.PLAN_CREATED).details(details).build().details();
  }

  private static Map<String, Object> sample() {
    return frozen(Map.of("list", List.of(1, List.of(2), Map.of("k", 3))));
  }

  @SuppressWarnings("unchecked") // the caller knows what it put there
  private static List<Object> listIn(Map<String, Object> details) {
    return (List<Object>) details.getOrDefault("list", List.of());
  }

  @Test
  void what_becomes_of_the_source_map_later_does_not_touch_the_event() {
    Map<String, Object> source = new HashMap<>(Map.of("a", 1));
    Map<String, Object> details = frozen(source);
    source.put("a", 2);
    source.put("b", 3);

    assertThat(details).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void what_becomes_of_a_nested_list_or_map_later_does_not_touch_the_event() {
    List<Object> list = new ArrayList<>(List.of(1));
    Map<String, Object> map = new HashMap<>(Map.of("list", list));
    Map<String, Object> details = frozen(Map.of("map", map, "list", list));
    list.set(0, "changed");
    list.add("added");
    map.clear();

    assertThat(details).isEqualTo(Map.of("map", Map.of("list", List.of(1L)), "list", List.of(1L)));
  }

  static Stream<ThrowingCallable> waysToWrite() {
    Map<String, Object> details = sample();
    Map.Entry<String, Object> entry = details.entrySet().iterator().next();
    List<Object> list = listIn(details);
    @SuppressWarnings("unchecked")
    List<Object> innerList = (List<Object>) list.get(1);
    @SuppressWarnings("unchecked")
    Map<String, Object> innerMap = (Map<String, Object>) list.get(2);
    return Stream.of(
        () -> details.put("x", 1),
        () -> details.putAll(Map.of("x", 1)),
        () -> details.putIfAbsent("x", 1),
        () -> details.computeIfAbsent("x", key -> 1),
        () -> details.merge("list", 1, (one, other) -> other),
        () -> details.replaceAll((key, value) -> 1),
        () -> details.remove("list"),
        details::clear,
        () -> entry.setValue(1),
        () -> details.keySet().remove("list"),
        () -> details.keySet().clear(),
        () -> details.values().clear(),
        () -> details.values().removeIf(value -> true),
        () -> details.entrySet().clear(),
        () -> details.entrySet().removeIf(any -> true),
        () -> removeFirst(details.keySet().iterator()),
        () -> removeFirst(details.values().iterator()),
        () -> removeFirst(details.entrySet().iterator()),
        () -> list.set(0, 1),
        () -> list.add(1),
        () -> list.remove(0),
        list::clear,
        () -> list.sort(null),
        () -> list.replaceAll(value -> 1),
        () -> list.subList(0, 1).set(0, 1),
        () -> setFirst(list.listIterator()),
        () -> innerList.set(0, 1),
        () -> innerMap.put("k", 1),
        () -> innerMap.entrySet().iterator().next().setValue(1));
  }

  private static void removeFirst(Iterator<?> iterator) {
    iterator.next();
    iterator.remove();
  }

  private static void setFirst(ListIterator<Object> iterator) {
    iterator.next();
    iterator.set(1);
  }

  @ParameterizedTest
  @MethodSource("waysToWrite")
  void details_refuse_to_be_written_to(ThrowingCallable write) {
    assertThatThrownBy(write).isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @MethodSource("emptyWaysToWrite")
  void absent_details_refuse_to_be_written_to(ThrowingCallable write) {
    assertThatThrownBy(write).isInstanceOf(UnsupportedOperationException.class);
  }

  static Stream<ThrowingCallable> emptyWaysToWrite() {
    Map<String, Object> none = DomainEvent.root(EventType.PLAN_CREATED).build().details();
    return Stream.of(
        () -> none.put("x", 1), () -> none.computeIfAbsent("x", key -> 1), none::clear);
  }

  @Test
  void an_iteration_goes_in_the_order_of_insertion_at_every_level() {
    Map<String, Object> nested = new LinkedHashMap<>();
    Map<String, Object> source = new LinkedHashMap<>();
    for (String name : List.of("zeta", "alpha", "mu", "beta", "x1", "x0")) {
      nested.put(name, 1);
      source.put(name, nested);
    }
    Map<String, Object> details = frozen(source);

    assertThat(details.keySet()).containsExactly("zeta", "alpha", "mu", "beta", "x1", "x0");
    assertThat(details.get("mu")).asString().startsWith("{zeta=1, alpha=1, mu=1");
  }

  @Test
  @Contract("EVT-05")
  void details_are_equal_to_any_map_with_the_same_content_in_any_order() {
    Map<String, Object> sorted = frozen(new TreeMap<>(Map.of("a", 1, "b", 2, "c", 3)));
    Map<String, Object> backwards = new LinkedHashMap<>();
    backwards.put("c", 3L);
    backwards.put("b", 2L);
    backwards.put("a", 1L);

    assertThat(sorted).isEqualTo(backwards).hasSameHashCodeAs(backwards);
    assertThat(backwards).isEqualTo(sorted);
    assertThat(frozen(backwards)).isEqualTo(sorted);
  }

  @Test
  void details_answer_like_any_map() {
    Map<String, Object> details = frozen(Map.of("a", 1));

    assertThat(details).hasSize(1).containsKey("a").containsValue(1L).doesNotContainKey("b");
    assertThat(details.get("b")).isNull();
    assertThat(details.get(Absent.absent())).isNull();
    assertThat(details.containsKey(Absent.absent())).isFalse();
  }

  @Test
  void absent_details_answer_like_any_empty_map() {
    Map<String, Object> none = frozen(Map.of());

    assertThat(none).isEmpty();
    assertThat(none.get("a")).isNull();
    assertThat(none.get(Absent.absent())).isNull();
    assertThat(none.containsKey(Absent.absent())).isFalse();
  }

  @Test
  void nulls_inside_lists_and_maps_are_left_out() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("gone", null);
    map.put("kept", 1);
    List<@Nullable Object> list = Arrays.asList(null, 1, null, 2);

    assertThat(frozen(Map.of("map", map, "list", list)))
        .isEqualTo(Map.of("map", Map.of("kept", 1L), "list", List.of(1L, 2L)));
  }

  @Test
  void empty_lists_and_maps_are_kept() {
    assertThat(frozen(Map.of("list", List.of(), "map", Map.of())))
        .isEqualTo(Map.of("list", List.of(), "map", Map.of()));
  }

  @Test
  void a_view_that_makes_its_scalars_anew_at_each_pass_is_taken() {
    List<Object> boxes = view(3, i -> 1_000 + i);
    List<Object> texts = view(2, i -> "t".repeat(i + 1));

    assertThat(frozen(Map.of("boxes", boxes, "texts", texts)))
        .isEqualTo(Map.of("boxes", List.of(1_000L, 1_001L, 1_002L), "texts", List.of("t", "tt")));
  }

  @Test
  void a_view_that_makes_its_maps_and_lists_anew_at_each_pass_is_taken() {
    List<Object> rows = view(2, i -> new HashMap<>(Map.of("row", 1_000 + i)));
    List<Object> columns = view(2, i -> new ArrayList<>(List.of(i)));

    assertThat(frozen(Map.of("rows", rows, "columns", columns)))
        .isEqualTo(
            Map.of(
                "rows", List.of(Map.of("row", 1_000L), Map.of("row", 1_001L)),
                "columns", List.of(List.of(0L), List.of(1L))));
  }

  private static List<Object> view(int size, IntFunction<Object> element) {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return element.apply(index);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @Test
  void a_list_may_be_of_any_class() {
    for (List<Integer> list :
        List.of(List.of(1, 2), Arrays.asList(1, 2), new CopyOnWriteArrayList<>(List.of(1, 2)))) {
      assertThat(frozen(Map.of("list", list))).isEqualTo(Map.of("list", List.of(1L, 2L)));
    }
  }
}
