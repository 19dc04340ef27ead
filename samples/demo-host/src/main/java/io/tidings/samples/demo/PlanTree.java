package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Line;
import io.tidings.event.cli.text.Paint;
import io.tidings.event.cli.text.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of causes in the first plan, by kind: events of one kind with the same path of causes
 * share a node with their number, so memory does not grow with the events. Confined to one thread.
 */
final class PlanTree {

  private final Lineage lineage = new Lineage();
  private final Map<EventKind, Node> roots = new LinkedHashMap<>();
  private @Nullable String planId;

  private static final class Node {
    private final EventKind kind;
    private final Map<EventKind, Node> effects = new LinkedHashMap<>();
    private long count;

    Node(EventKind kind) {
      this.kind = kind;
    }
  }

  /** Records an event of the first plan; ignores others. */
  void record(DomainEvent event) {
    if (planId == null && event.is(EventType.PLAN_CREATED)) {
      planId = event.planId();
    }
    if (planId != null && planId.equals(event.planId())) {
      Map<EventKind, Node> level = roots;
      for (DomainEvent ancestor : lineage.add(event)) {
        level = level.computeIfAbsent(ancestor.kind(), Node::new).effects;
      }
      level.computeIfAbsent(event.kind(), Node::new).count++;
    }
  }

  /** Returns the tree as lines, each below its cause; empty if there was no plan. */
  List<Line> lines(Terminal terminal) {
    List<Line> lines = new ArrayList<>();
    roots.values().forEach(node -> add(node, "", terminal, lines));
    return lines;
  }

  private static void add(Node node, String indent, Terminal terminal, List<Line> lines) {
    Line line = Line.of(indent).then(terminal.painted(Paint.of(node.kind), node.kind.id()));
    String count = String.format(Locale.ROOT, "  %,d times", node.count);
    lines.add(node.count == 1 ? line : line.then(terminal.painted(Paint.DIM, count)));
    node.effects.values().forEach(effect -> add(effect, indent + "  ", terminal, lines));
  }
}
