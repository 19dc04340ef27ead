package io.tidings.event.benchmarks;

/** The document's standing paragraphs. */
final class Wording {

  static final String METHOD =
      """
      What an emit costs, beside what a host would write without a bus: "loop" goes through a plain array of handlers of four
      classes that all do the same small work. Everything on this page was measured by

          bin/benchmarks

      JMH runs a suite in at least five rounds. In each round every benchmark has one JVM of its own, forwards in one round and
      backwards in the next; a budget is reckoned from each round's figures alone, and the interval is the mean's, with 95 % confidence, over
      the rounds. *Met* means that the whole interval keeps the budget, *missed* that none of it does, *undecided* everything
      else. 0 B/op means less than 0.01 in every round, not counting what JMH allocates for itself. Rows that are lost come first.\
      """;

  static final String FIGURES =
      """
      Mean over the rounds and the half of its 95 % interval; the most that any round allocated. Guava is its `EventBus`,
      rxjava RxJava's `PublishSubject` with a filter by kind. What the peers do not have has no figure of theirs.\
      """;

  private Wording() {}
}
