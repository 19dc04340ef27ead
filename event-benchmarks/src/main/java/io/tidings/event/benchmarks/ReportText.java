package io.tidings.event.benchmarks;

/** Fixed paragraphs of the report. */
final class ReportText {

  static final String METHOD =
      """
      The cost of an emit, compared with the code that a host would write without a bus: "loop" calls a plain array of handlers
      of four classes that all do the same small work. All figures on this page were measured by

          bin/benchmarks

      JMH runs a suite in at least five rounds. Each round runs every benchmark in a JVM of its own, in alternating direction.
      A budget is evaluated within each round; the interval is the mean with 95 % confidence over the rounds. *Met* means that
      the whole interval is within the budget, *missed* that the whole interval is outside it, *undecided* everything else.
      0 B/op means less than 0.01 in every round, without JMH's own allocation. Missed rows come first.\
      """;

  static final String FIGURES =
      """
      Mean over the rounds and half of its 95 % interval; the maximum allocation of any round. Guava is its `EventBus`, rxjava
      is RxJava's `PublishSubject` with a filter by kind. A peer without an equivalent feature has no figure.\
      """;

  private ReportText() {}
}
