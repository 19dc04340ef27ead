package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a host's lists and maps do, {@code build} answers in time and by the contract. */
@Contract({"EVT-06", "EVT-11"})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileDetailsTest {

  private static void refused(Map<String, ?> details, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(DomainEvent.root(EventType.PLAN_CREATED).details(details)::build)
        .withMessageStartingWith("details")
        .withMessageContaining(reason);
    refusedInside(details, reason);
  }

  private static void refusedInside(Object value, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(DomainEvent.root(EventType.PLAN_CREATED).detail("k", value)::build)
        .withMessageStartingWith("details")
        .withMessageContaining(reason);
  }

  @SuppressWarnings("unchecked") // a host's raw map may hold any key
  private static Map<String, Object> keyed(@Nullable Object key) {
    Map<@Nullable Object, Object> map = new HashMap<>();
    map.put(key, 1);
    return (Map<String, Object>) (Map<?, ?>) map;
  }

  @Test
  void a_map_in_itself_is_refused() {
    Map<String, Object> cycle = new HashMap<>();
    cycle.put("self", cycle);

    refused(cycle, "is there a cycle?");
  }

  @Test
  void a_list_in_itself_is_refused() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);

    refusedInside(cycle, "is there a cycle?");
  }

  @Test
  void two_that_hold_each_other_are_refused() {
    List<Object> list = new ArrayList<>();
    Map<String, Object> map = new HashMap<>();
    list.add(map);
    map.put("list", list);

    refused(map, "is there a cycle?");
    refusedInside(list, "is there a cycle?");
  }

  @Test
  void a_cycle_with_many_branches_is_refused_in_time() {
    List<Object> cycle = new ArrayList<>();
    Collections.addAll(cycle, cycle, cycle, cycle, cycle, cycle, cycle, cycle, cycle);

    refusedInside(cycle, "is there a cycle?");
  }

  @Test
  void a_name_that_is_null_is_refused() {
    refused(keyed(null), "a name that is null");
  }

  @Test
  void a_name_that_is_empty_is_refused() {
    refused(keyed(""), "a name that is empty");
  }

  @Test
  void a_name_that_is_no_text_is_refused_by_its_class() {
    refused(keyed(1), "a name that is java.lang.Integer");
    refused(keyed(HostKind.ORDER_PLACED), "a name that is " + HostKind.class.getName());
    refused(keyed(new AtomicLong()), "a name that is " + AtomicLong.class.getName());
  }

  @Test
  void a_name_that_is_given_twice_is_refused() {
    IdentityHashMap<String, Object> twice = new IdentityHashMap<>();
    twice.put(String.valueOf(new char[] {'a'}), 1);
    twice.put(String.valueOf(new char[] {'a'}), 2);

    refused(twice, "twice");
  }

  @Test
  void an_endless_map_is_refused() {
    int[] count = {0};

    refused(
        new HostileMap(() -> 1, pass -> endless(() -> Map.entry("k" + count[0]++, 1))),
        "maxEntries");
  }

  @Test
  void an_endless_list_is_refused() {
    refusedInside(list(1, () -> endless(() -> 1)), "maxEntries");
  }

  @Test
  void an_endless_list_of_nulls_is_refused() {
    refusedInside(list(1, () -> endless(Absent::absent)), "maxEntries");
  }

  private static <T> Iterator<T> endless(Supplier<T> element) {
    return Stream.generate(element).iterator();
  }

  private static List<Object> list(int size, Supplier<Iterator<Object>> passes) {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        throw new NoSuchElementException();
      }

      @Override
      public Iterator<Object> iterator() {
        return passes.get();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @Test
  void a_refusal_says_where_without_saying_what() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("password", "SECRET");
    details.put("bad\nname", Map.of("in", Optional.of("SECRET")));

    assertThatIllegalArgumentException()
        .isThrownBy(DomainEvent.root(EventType.PLAN_CREATED).details(details)::build)
        .withMessageStartingWith("details[\"bad\\u000aname\"][\"in\"] is a java.util.Optional")
        .withMessageNotContaining("SECRET");
  }

  @Test
  void the_builder_can_be_used_again_after_a_refusal() {
    Map<String, Object> details = new HashMap<>(Map.of("k", new Object()));
    EventBuilder builder = DomainEvent.root(EventType.PLAN_CREATED).details(details);
    assertThatIllegalArgumentException().isThrownBy(builder::build);
    details.put("k", 1);

    assertThat(builder.build().details()).isEqualTo(Map.of("k", 1L));
  }
}
