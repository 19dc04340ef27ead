package io.tidings.event.testkit.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Comparison of the recorded forms of the details with those of a catalogue. Confined to one
 * thread.
 */
final class FormComparison {

  private final List<Incompatibility> found = new ArrayList<>();
  private final String kind;

  private FormComparison(String kind) {
    this.kind = kind;
  }

  /** Returns the incompatible changes in the order of the kinds. */
  static List<Incompatibility> compare(
      Map<String, DetailForm> before, Map<String, DetailForm> now) {
    List<Incompatibility> all = new ArrayList<>();
    before.forEach(
        (kind, details) -> {
          DetailForm current = now.get(kind);
          if (current == null) {
            all.add(
                new Incompatibility(kind, null, "the kind is removed; keep it in the catalogue"));
          } else {
            FormComparison comparison = new FormComparison(kind);
            comparison.compareParts(details, "", current, "");
            all.addAll(comparison.found);
          }
        });
    return all;
  }

  private void compare(DetailForm before, String pathBefore, DetailForm now, String path) {
    if (now.isRequired() && !before.isRequired()) {
      changed(before, pathBefore, now, path, "it may be absent; declare it as its box");
    }
    if (!DetailTypes.reads(now.type(), before.type())) {
      changed(
          before,
          pathBefore,
          now,
          path,
          "%s does not read every %s; keep the type, or use a wider one"
              .formatted(now.type(), before.type()));
    } else if (!now.type().equals(DetailForm.OBJECT)) {
      compareConstants(before, pathBefore, now, path);
      compareParts(before, pathBefore, now, path);
    }
  }

  private void compareConstants(DetailForm before, String pathBefore, DetailForm now, String path) {
    if (now.type().equals(DetailForm.ENUM)) {
      TreeSet<String> removed = new TreeSet<>(before.constants());
      now.constants().forEach(removed::remove);
      if (!removed.isEmpty()) {
        String reason = "constants removed: " + String.join(" ", removed) + "; keep them";
        changed(before, pathBefore, now, path, reason);
      }
    }
  }

  private void compareParts(DetailForm before, String pathBefore, DetailForm now, String path) {
    for (String name : before.parts().keySet()) {
      DetailForm part = before.part(name);
      String at = before.pathOf(name, pathBefore);
      String reader = now.readerOf(name);
      if (reader == null || isShadowed(name, before, now.namesOf(reader))) {
        removed(part, at);
      } else {
        String as = now.pathOf(reader, path);
        compareNames(part, at, now.part(reader), as, now.namesOf(reader));
        compare(part, at, now.part(reader), as);
      }
    }
    for (String name : now.parts().keySet()) {
      boolean isNew = now.namesOf(name).stream().noneMatch(before.parts()::containsKey);
      if (isNew && now.part(name).isRequired()) {
        added(now.part(name), now.pathOf(name, path));
      }
    }
  }

  private void compareNames(
      DetailForm before, String pathBefore, DetailForm now, String path, List<String> names) {
    List<String> lost =
        before.formerNames().stream().filter(name -> !names.contains(name)).toList();
    if (!lost.isEmpty()) {
      String reason =
          "it is not read by %s any more; keep @Formerly".formatted(String.join(", ", lost));
      changed(before, pathBefore, now, path, reason);
    }
  }

  /** Returns whether a detail is not read if another one of the same event is present. */
  private static boolean isShadowed(String name, DetailForm before, List<String> names) {
    return before.type().equals(DetailForm.RECORD)
        && names.subList(0, names.indexOf(name)).stream().anyMatch(before.parts()::containsKey);
  }

  private void added(DetailForm now, String path) {
    found.add(
        new Incompatibility(
            null,
            SnapshotText.line(kind, path, now),
            "it is absent from events built before; declare it as its box"));
  }

  private void removed(DetailForm before, String path) {
    found.add(
        new Incompatibility(
            SnapshotText.line(kind, path, before),
            null,
            "it is removed; keep it, or name it in @Formerly of its replacement"));
  }

  private void changed(
      DetailForm before, String pathBefore, DetailForm now, String path, String reason) {
    found.add(
        new Incompatibility(
            SnapshotText.line(kind, pathBefore, before),
            SnapshotText.line(kind, path, now),
            reason));
  }
}
