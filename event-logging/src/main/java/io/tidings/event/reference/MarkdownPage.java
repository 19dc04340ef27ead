package io.tidings.event.reference;

import static java.util.Objects.requireNonNullElse;

import io.tidings.event.EventCatalog;
import io.tidings.event.PayloadKind;
import io.tidings.event.shape.DetailShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Page of a catalogue's events. Confined to one thread. */
final class MarkdownPage {

  private static final String NOTE =
      "A nested detail is required wherever the value around it is present. A path names the"
          + " elements of a list by `[]`, the values of a map by `.*`, and one of several records"
          + " by its `type` in parentheses. Events may have further details.";

  private final List<String> blocks = new ArrayList<>();

  private MarkdownPage() {}

  static String of(Reference reference) {
    MarkdownPage page = new MarkdownPage();
    page.add(reference);
    return String.join("\n\n", page.blocks) + "\n";
  }

  private void add(Reference reference) {
    Map<String, List<EventCatalog.Entry>> categories =
        reference.entries().stream()
            .collect(
                Collectors.groupingBy(
                    EventCatalog.Entry::category, LinkedHashMap::new, Collectors.toList()));
    blocks.add("# " + MarkdownText.prose(reference.title()));
    paragraph(
        "Version %s, %s in %s. Each is described as it is written before redaction."
            .formatted(
                MarkdownText.prose(reference.version()),
                counted(reference.entries().size(), "kind of event", "kinds of events"),
                counted(categories.size(), "category", "categories")));
    blocks.add("## Every event");
    blocks.add(
        table(
            List.of("field", "type", "required", "description"),
            Stream.of(CommonField.values()).map(MarkdownPage::cells)));
    paragraph(NOTE);
    categories.forEach(this::add);
  }

  private static String counted(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }

  private void paragraph(String markdown) {
    blocks.add(MarkdownText.wrapped(markdown));
  }

  private void add(String category, List<EventCatalog.Entry> entries) {
    blocks.add("## " + MarkdownText.code(category));
    entries.forEach(this::add);
  }

  private void add(EventCatalog.Entry entry) {
    blocks.add("### " + MarkdownText.code(entry.id()));
    String description = entry.description();
    if (description != null) {
      paragraph(MarkdownText.prose(description));
    }
    PayloadKind<?> payload = entry.payload();
    DetailShape.@Nullable Structure details = entry.details();
    if (payload == null || details == null) {
      blocks.add("Any details.");
      return;
    }
    blocks.add("Payload " + MarkdownText.code(sourceName(payload.type())));
    blocks.add(details.components().isEmpty() ? "No details." : table(details));
  }

  /** Returns the name of a class as sources write it; a local class has none. */
  private static String sourceName(Class<?> type) {
    return requireNonNullElse(type.getCanonicalName(), type.getName());
  }

  private static String table(DetailShape.Structure details) {
    return table(
        List.of("detail", "type", "required", "description", "former names"),
        DetailRow.of(details).stream().map(MarkdownPage::cells));
  }

  private static List<String> cells(CommonField field) {
    return List.of(
        MarkdownText.code(field.toString()),
        field.type(),
        yes(field.isRequired()),
        field.description());
  }

  private static List<String> cells(DetailRow row) {
    DetailShape.Component component = row.component();
    return List.of(
        MarkdownText.code(row.path()),
        row.type(),
        yes(component.isRequired()),
        MarkdownText.prose(requireNonNullElse(component.description(), "")),
        DetailRow.codes(component.formerNames()));
  }

  private static String yes(boolean isRequired) {
    return isRequired ? "yes" : "";
  }

  private static String table(List<String> heads, Stream<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(row(heads));
    lines.add(row(heads.stream().map(head -> "---").toList()));
    rows.map(MarkdownPage::row).forEach(lines::add);
    return String.join("\n", lines);
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
