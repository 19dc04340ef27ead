package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Elements of one key that a consumer takes together. */
class KeyedQueueTest {

  /** An element of size 1. */
  private static final class Item extends Keyed<Item> {

    private final String name;

    Item(String name, @Nullable Object key) {
      super(key);
      this.name = name;
    }

    @Override
    protected Item self() {
      return this;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final List<Item> dropped = new ArrayList<>();

  private KeyedQueue<Item> queue(int capacity, QueuePolicy policy) {
    return FairQueue.keyed(
        new QueueBounds(capacity, capacity, policy, Duration.ZERO), new Owner(dropped));
  }

  /** Collects the dropped elements. */
  private static class Owner implements QueueOwner<Item> {

    private final List<Item> drops;

    Owner(List<Item> drops) {
      this.drops = drops;
    }

    @Override
    public long size(Item element) {
      return 1;
    }

    @Override
    public @Nullable Item[] newArray(int length) {
      return new Item[length];
    }

    @Override
    public void dropped(Item element) {
      drops.add(element);
    }
  }

  /** Offers elements whose names begin with their keys; returns those accepted. */
  private static List<String> offer(KeyedQueue<Item> queue, String... names) {
    List<String> accepted = new ArrayList<>();
    for (String name : names) {
      Item item = new Item(name, name.charAt(0) == '-' ? null : name.substring(0, 1));
      if (queue.offer(item, false) == FairQueue.Outcome.ACCEPTED) {
        accepted.add(name);
      }
    }
    return accepted;
  }

  private static List<String> chain(@Nullable Item first) {
    List<String> names = new ArrayList<>();
    for (Item item = first; item != null; item = item.following()) {
      names.add(item.name);
    }
    return names;
  }

  @Test
  @Contract("SUB-01")
  void consumer_takes_elements_of_one_key_up_to_the_limit() {
    KeyedQueue<Item> queue = queue(9, QueuePolicy.BLOCK);
    offer(queue, "a1", "b1", "a2", "a3", "-1", "-2");

    Item a = queue.next(null, 2);
    assertThat(chain(a)).containsExactly("a1", "a2");
    assertThat(chain(queue.next(null, 2))).containsExactly("b1");
    assertThat(chain(queue.next(null, 2))).containsExactly("-1");
    assertThat(chain(queue.next(null, 2))).containsExactly("-2");
    assertThat(queue.next(null, 2)).as("a3 waits for a2").isNull();
    queue.begin(requireNonNull(requireNonNull(a).following()));
    assertThat(chain(queue.next(a.following(), 2))).containsExactly("a3");
  }

  @Test
  @Contract({"SUB-02", "SUB-06"})
  void passed_elements_occupy_no_room_and_are_not_counted() {
    KeyedQueue<Item> queue = queue(3, QueuePolicy.DROP_NEWEST);
    offer(queue, "a1", "a2", "a3");
    Item first = requireNonNull(queue.next(null, 64));
    assertThat(queue.load()).isEqualTo(new KeyedQueue.Load(3, 2, 1));
    assertThat(offer(queue, "b1")).isEmpty();

    assertThat(queue.begin(requireNonNull(first.following()))).isTrue();

    assertThat(queue.load()).isEqualTo(new KeyedQueue.Load(3, 1, 1));
    assertThat(offer(queue, "b2", "b3")).containsExactly("b2");
    assertThat(dropped).extracting(Item::toString).containsExactly("b1", "b3");
  }

  @Test
  @Contract("SUB-02")
  void passed_elements_make_room_for_a_waiting_thread() throws Exception {
    KeyedQueue<Item> queue =
        FairQueue.keyed(
            new QueueBounds(2, 9, QueuePolicy.BLOCK, Duration.ofMinutes(1)), new Owner(dropped));
    offer(queue, "a1", "a2");
    Item first = requireNonNull(queue.next(null, 64));
    Thread waiting = new Thread(() -> queue.offer(new Item("a3", "a"), true));
    waiting.start();
    while (queue.waiting() == 0) {
      Thread.onSpinWait();
    }

    queue.begin(requireNonNull(first.following()));

    waiting.join();
    assertThat(chain(queue.next(first.following(), 64))).containsExactly("a3");
  }

  @Test
  @Contract({"SUB-06", "END-06"})
  void end_removes_elements_that_no_consumer_has_begun_with() {
    KeyedQueue<Item> queue = queue(9, QueuePolicy.BLOCK);
    offer(queue, "a1", "a2", "a3", "b1", "a4");
    Item a1 = requireNonNull(queue.next(null, 3));
    Item a2 = requireNonNull(a1.following());
    Item a3 = requireNonNull(a2.following());
    queue.begin(a2);
    List<String> begun = new ArrayList<>();
    List<String> removed = new ArrayList<>();

    queue.end(item -> begun.add(item.name), item -> removed.add(item.name));

    assertThat(begun).containsExactly("a2");
    assertThat(removed).containsExactly("a3", "b1", "a4");
    assertThat(queue.begin(a3)).isFalse();
    assertThat(queue.load()).isEqualTo(new KeyedQueue.Load(5, 0, 1));
    assertThat(queue.next(a2, 3)).isNull();
    assertThat(queue.held()).isZero();
    assertThat(offer(queue, "a5")).isEmpty();
  }

  @Test
  @Contract({"SUB-06", "END-06"})
  void element_before_one_that_is_begun_during_the_end_is_not_passed() {
    List<Item> taken = new ArrayList<>();
    List<Boolean> begunDuringEnd = new ArrayList<>();
    AtomicReference<@Nullable KeyedQueue<Item>> ended = new AtomicReference<>();
    QueueOwner<Item> owner =
        new Owner(dropped) {
          @Override
          public void entered(Item element) {
            if (element.name.equals("b1")) {
              Item second = requireNonNull(taken.get(0).following());
              begunDuringEnd.add(requireNonNull(ended.get()).begin(second));
            }
          }
        };
    QueueBounds bounds = new QueueBounds(9, 9, QueuePolicy.BLOCK, Duration.ZERO);
    KeyedQueue<Item> queue = FairQueue.keyed(bounds, owner);
    ended.set(queue);
    offer(queue, "a1", "a2");
    taken.add(requireNonNull(queue.next(null, 2)));
    offer(queue, "b1");
    List<String> begun = new ArrayList<>();
    List<String> removed = new ArrayList<>();

    queue.end(item -> begun.add(item.name), item -> removed.add(item.name));

    assertThat(begunDuringEnd).containsExactly(false);
    assertThat(begun).containsExactly("a1");
    assertThat(removed).containsExactly("a2", "b1");
  }

  @Test
  @Contract("SUB-01")
  void elements_not_begun_are_queued_again_in_their_order() {
    KeyedQueue<Item> queue = queue(9, QueuePolicy.BLOCK);
    offer(queue, "a1", "a2", "a3", "a4");
    Item a1 = requireNonNull(queue.next(null, 3));
    offer(queue, "b1");

    assertThat(chain(queue.next(a1, 3))).as("other keys first").containsExactly("b1");
    assertThat(chain(queue.next(null, 9))).containsExactly("a2", "a3", "a4");
    assertThat(queue.held()).isEqualTo(4);
  }

  @Test
  @Contract("SUB-02")
  void oldest_of_all_keys_is_dropped() {
    KeyedQueue<Item> queue = queue(3, QueuePolicy.DROP_OLDEST);
    offer(queue, "a1", "b1", "a2", "c1", "c2");

    assertThat(dropped).extracting(Item::toString).containsExactly("a1", "b1");
    assertThat(chain(queue.next(null, 1))).containsExactly("a2");
    assertThat(chain(queue.next(null, 1))).containsExactly("c1");
  }

  @Test
  @Contract("SUB-01")
  void element_that_another_thread_is_sorting_is_counted_as_available() throws Exception {
    CompletableFuture<Integer> counted = new CompletableFuture<>();
    AtomicReference<@Nullable KeyedQueue<Item>> sorted = new AtomicReference<>();
    QueueOwner<Item> owner =
        new Owner(dropped) {
          @Override
          public void entered(Item element) {
            KeyedQueue<Item> queue = requireNonNull(sorted.get());
            Thread other = new Thread(() -> counted.complete(queue.available()));
            other.start();
            while (other.getState() == Thread.State.RUNNABLE) {
              Thread.onSpinWait();
            }
          }
        };
    QueueBounds bounds = new QueueBounds(9, 9, QueuePolicy.BLOCK, Duration.ZERO);
    KeyedQueue<Item> queue = FairQueue.keyed(bounds, owner);
    sorted.set(queue);
    offer(queue, "a1");

    queue.sort();

    assertThat(counted.get()).isEqualTo(1);
  }

  @Test
  @Contract("SUB-02")
  void thread_that_waits_for_room_is_woken_when_elements_of_different_keys_settle()
      throws Exception {
    KeyedQueue<Item> queue =
        FairQueue.keyed(
            new QueueBounds(2, 9, QueuePolicy.BLOCK, Duration.ofMinutes(1)), new Owner(dropped));
    offer(queue, "-1", "-2");
    List<Item> list = queue.takeEach(5);
    Thread waiting = new Thread(() -> queue.offer(new Item("-3", null), true));
    waiting.start();
    while (queue.waiting() == 0) {
      Thread.onSpinWait();
    }

    queue.settle(list);

    waiting.join();
    assertThat(list).extracting(Item::toString).containsExactly("-1", "-2");
    assertThat(queue.takeEach(5)).extracting(Item::toString).containsExactly("-3");
  }

  @Test
  void a_key_without_elements_is_forgotten() {
    KeyedContents<Item> contents =
        new KeyedContents<>(
            new QueueBounds(1, 1, QueuePolicy.BLOCK, Duration.ZERO), new Owner(dropped));
    for (int i = 0; i < 100; i++) {
      contents.add(new Item("x", i), 1);
      contents.sort();
      contents.release(contents.takeOfKey(1));
    }
    assertThat(contents.keys()).isZero();
    assertThat(contents.held()).isZero();
  }
}
