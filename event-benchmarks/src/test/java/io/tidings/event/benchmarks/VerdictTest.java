package io.tidings.event.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Intervals, verdicts and allocation limits. */
class VerdictTest {

  private static final Environment HERE = new Environment("vm", "os", "processor", 2, "2026-01-01");

  @Test
  void an_interval_is_the_one_of_students_t() {
    Interval interval = Interval.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0));

    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.upper()).isCloseTo(3 + 1.9632, within(1e-4));
    assertThat(interval.lower()).isCloseTo(3 - 1.9632, within(1e-4));
  }

  @Test
  void single_round_has_infinite_bounds() {
    assertThat(Interval.of(List.of(7.0)))
        .isEqualTo(new Interval(7, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @Test
  void verdict_requires_the_whole_interval() {
    Limit most = Limit.atMost(10, 3);
    Limit least = Limit.atLeast(0.95);

    assertThat(most.judge(new Interval(9, 8, 10))).isEqualTo(Verdict.MET);
    assertThat(most.judge(new Interval(9, 8, 10.1))).isEqualTo(Verdict.UNDECIDED);
    assertThat(most.judge(new Interval(11, 10.1, 12))).isEqualTo(Verdict.MISSED);
    assertThat(least.judge(new Interval(1, 0.95, 1.1))).isEqualTo(Verdict.MET);
    assertThat(least.judge(new Interval(0.9, 0.7, 1.1))).isEqualTo(Verdict.UNDECIDED);
    assertThat(least.judge(new Interval(0.9, 0.8, 0.94))).isEqualTo(Verdict.MISSED);
    assertThat(most.reachesGoal(new Interval(2, 1, 3))).isTrue();
    assertThat(most.reachesGoal(new Interval(3, 2, 4))).isFalse();
    assertThat(least.reachesGoal(new Interval(2, 2, 2))).as("there is none").isFalse();
  }

  @Test
  void comparison_is_within_a_round() {
    Results drifting =
        run(5, 0, List.of(10.0, 20.0, 30.0, 40.0, 50.0), List.of(9.0, 19.0, 29.0, 39.0, 49.0));

    assertThat(row(Limit.atMost(1.5), List.of()).judge(drifting).measured())
        .isEqualTo(new Interval(1, 1, 1));
  }

  @Test
  void allocation_misses_a_row_that_forbids_it() {
    List<Double> same = List.of(1.0, 1.0, 1.0, 1.0, 1.0);
    Row row = row(Limit.atMost(1), List.of(Allocation.of("B.bus")));

    assertThat(row.judge(run(5, 0.0099, same, same)).verdict()).isEqualTo(Verdict.MET);
    assertThat(row.judge(run(5, 0.01, same, same)).verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void run_of_few_rounds_is_undecided() {
    List<Double> same = List.of(1.0, 1.0);

    assertThat(row(Limit.atMost(1), List.of()).judge(run(2, 0, same, same)).verdict())
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void row_with_unknown_benchmark_is_rejected() {
    Results run = run(1, 0, List.of(1.0), List.of(1.0));

    assertThatThrownBy(() -> row(Limit.atMost(1), List.of(Allocation.of("B.gone"))).judge(run))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("B.gone");
  }

  @Test
  void permitted_allocation_is_subtracted() {
    List<Double> same = List.of(1.0, 1.0, 1.0, 1.0, 1.0);
    Results run = run(5, 16, same, same);

    assertThat(new Allocation("B.bus", "B.loop").in(run)).isEqualTo(16);
    assertThat(new Allocation("B.bus", "B.bus").in(run)).isZero();
    assertThat(new Allocation("B.loop", "B.bus").in(run)).isZero();
  }

  @Test
  void allocation_excludes_that_of_jmh() {
    Protocol protocol = new Protocol(1, 1, 1, 1);
    Figure bus = figure("B.bus", 1_584, List.of(1_000.0));
    Figure loop = figure("B.loop", 1_256, List.of(900.0));
    Figure nothing = figure("B.nothing", 0.0002, List.of(2.0));

    Results all = new Results("s", 17, HERE, protocol, List.of(bus, loop));
    assertThat(all.allocated("B.bus")).isEqualTo(1_584);
    assertThat(all.allocated("B.loop")).isEqualTo(1_256);
    Results some = new Results("s", 17, HERE, protocol, List.of(bus, nothing));
    assertThat(some.allocated("B.bus")).isCloseTo(1_583.9, within(1e-9));
    assertThat(some.allocated("B.nothing")).isZero();
  }

  @Test
  void allocation_is_compared_by_bytes() {
    Results run =
        new Results(
            "s",
            17,
            HERE,
            new Protocol(1, 1, 1, 1),
            List.of(figure("B.bus", 48, List.of(1.0)), figure("B.loop", 32, List.of(7.0))));
    Row row =
        new Row(
            "s",
            "path",
            "words",
            Formula.allocation("B.bus", "B.loop"),
            Limit.atMost(1),
            List.of());

    assertThat(row.judge(run).measured().mean()).isEqualTo(1.5);
  }

  private static Row row(Limit limit, List<Allocation> unallocated) {
    return new Row(
        "s", "path", "words", Formula.difference("B.bus", "B.loop", 1), limit, unallocated);
  }

  private static Results run(int rounds, double bytes, List<Double> bus, List<Double> loop) {
    return new Results(
        "s",
        17,
        HERE,
        new Protocol(rounds, 1, 1, 1),
        List.of(figure("B.bus", bytes, bus), figure("B.loop", 0, loop)));
  }

  private static Figure figure(String name, double bytes, List<Double> nanos) {
    Stream<Figure.Round> rounds = nanos.stream().map(n -> new Figure.Round(List.of(n), bytes));
    return new Figure(name, Map.of(), rounds.toList());
  }
}
