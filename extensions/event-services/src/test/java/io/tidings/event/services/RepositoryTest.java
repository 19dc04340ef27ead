package io.tidings.event.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.host.ConcurrentCalls;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.plan.NewPlan;
import io.tidings.event.services.plan.Plan;
import io.tidings.event.services.plan.PlanLifecycleService;
import io.tidings.event.services.plan.PlanResources;
import io.tidings.event.services.session.SessionService;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepositoryTest {

  /** A repository that two threads have read before one of them writes. */
  private static class Crowded<T> implements Repository<T> {

    private final Repository<T> kept = Repository.inMemory();
    private volatile CountDownLatch readers = new CountDownLatch(0);

    void expectTwoReaders() {
      readers = new CountDownLatch(2);
    }

    @Override
    public @Nullable T find(String id) {
      T value = kept.find(id);
      readers.countDown();
      try {
        readers.await();
      } catch (InterruptedException failure) {
        throw new AssertionError(failure);
      }
      return value;
    }

    @Override
    public boolean add(String id, T value) {
      return kept.add(id, value);
    }

    @Override
    public boolean replace(String id, T current, T next) {
      return kept.replace(id, current, next);
    }

    @Override
    public boolean remove(String id) {
      return kept.remove(id);
    }
  }

  /** The negative control: one that replaces whatever is there. */
  private static final class Careless<T> extends Crowded<T> {
    @Override
    public boolean replace(String id, T current, T next) {
      return true;
    }
  }

  private static int winners(Crowded<Plan> repository) {
    PlanLifecycleService plans =
        new PlanLifecycleService(ServiceOptions.defaults(), repository, PlanResources.none());
    String id = plans.useAction(NewPlan.of("build")).id();
    repository.expectTwoReaders();
    return ConcurrentCalls.winners(List.of(() -> plans.start(id), () -> plans.start(id)));
  }

  @Test
  void of_two_that_have_read_the_same_exactly_one_wins() {
    assertThat(winners(new Crowded<>())).isEqualTo(1);
  }

  @Test
  void both_would_win_with_a_repository_that_does_not_compare() {
    assertThat(winners(new Careless<>())).isEqualTo(2);
  }

  @Test
  void changes_at_the_same_time_are_all_made() {
    Repository<Integer> numbers = Repository.inMemory();
    numbers.create("n", 0);

    ConcurrentCalls.run(
        8,
        index -> {
          for (int i = 0; i < 1_000; i++) {
            numbers.change("n", number -> number + 1);
          }
          return index;
        });

    assertThat(numbers.get("n")).isEqualTo(8_000);
  }

  @Test
  void unknown_and_taken_ids_are_rejected_and_quoted() {
    Repository<Integer> numbers = Repository.inMemory();
    numbers.create("n", 0);

    assertThatThrownBy(() -> numbers.create("n", 1)).isInstanceOf(DuplicateIdException.class);
    assertThatThrownBy(() -> numbers.get("a\n\"" + "x".repeat(100)))
        .isInstanceOf(UnknownIdException.class)
        .hasMessageContaining("\"a??" + "x".repeat(61) + "...\"");
    assertThatThrownBy(() -> numbers.change("x", number -> number))
        .isInstanceOf(UnknownIdException.class);
    assertThat(Collections.singletonList(numbers.find("x"))).containsOnlyNulls();
  }

  @Test
  void what_is_removed_is_gone_and_its_id_is_free() {
    Repository<Integer> numbers = Repository.inMemory();
    numbers.create("n", 1);

    assertThat(numbers.remove("n")).isTrue();
    assertThat(numbers.remove("n")).isFalse();
    assertThatThrownBy(() -> numbers.change("n", number -> number))
        .isInstanceOf(UnknownIdException.class);
    assertThat(numbers.create("n", 2)).isEqualTo(2);
  }

  @EveryHost
  void ids_and_times_from_outside_must_be_well_formed(Host host) {
    SessionService sessions =
        new SessionService(host.options().withIds(() -> "a b"), host.repository("session"));

    assertThatThrownBy(sessions::create)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ids.nextId()");
    assertThat(host.options().now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    host.emitted();
  }
}
