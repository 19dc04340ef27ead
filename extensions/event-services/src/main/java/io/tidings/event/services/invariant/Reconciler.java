package io.tidings.event.services.invariant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merge of the invariants of several owners. Confined to one thread. */
final class Reconciler {

  /** Invariants in effect, widest owner first; a replacement moves to the end. */
  private final Map<String, Invariant> bySubject = new LinkedHashMap<>();

  private final List<Invariant> overruled = new ArrayList<>();

  /** Adds the next owner's invariants, in order from the widest to the narrowest owner. */
  void add(InvariantSet narrower) {
    for (Invariant invariant : narrower.invariants()) {
      Invariant wider = bySubject.remove(invariant.content().subject());
      bySubject.put(invariant.content().subject(), invariant);
      if (wider != null && !isSameStatement(wider, invariant)) {
        requireNarrower(invariant, wider);
        overruled.add(wider);
      }
    }
  }

  Reconciliation result() {
    return new Reconciliation(List.copyOf(bySubject.values()), overruled);
  }

  private static boolean isSameStatement(Invariant one, Invariant other) {
    return one.content().statement().equals(other.content().statement());
  }

  private static void requireNarrower(Invariant invariant, Invariant wider) {
    if (invariant.content().owner().equals(wider.content().owner())) {
      throw new InvariantViolationException(
          "two invariants of one owner contradict each other about "
              + invariant.content().subject(),
          List.of(wider, invariant));
    }
  }
}
