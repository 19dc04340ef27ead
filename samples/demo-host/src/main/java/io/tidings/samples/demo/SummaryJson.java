package io.tidings.samples.demo;

import io.tidings.event.EventType;
import io.tidings.event.json.DomainEventJson;
import io.tidings.samples.demo.directory.FileType;
import io.tidings.samples.demo.directory.Findings;
import io.tidings.samples.demo.steps.Outcome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The summary of a run as one line of JSON, an object with the key {@code summary}. */
final class SummaryJson {

  private static final int MOST = 100;

  private SummaryJson() {}

  static String of(Outcome outcome, RunStatistics statistics, DemoOptions options) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("directory", directory(outcome.findings()));
    summary.put("untouched", outcome.directoryState());
    summary.put("plans", outcome.plans());
    summary.put("checks", outcome.checks());
    Coverage coverage = Coverage.of(statistics.tally());
    summary.put("types_emitted", (long) coverage.emitted().size());
    summary.put("types_possible", (long) coverage.possible());
    summary.put("types_missing", ids(coverage.missing()));
    summary.put("types_not_here", ids(Coverage.NOT_EMITTED_HERE));
    summary.put("events", statistics.tally().total());
    summary.put("events_by_category", statistics.tally().categories());
    summary.put("failures_isolated", statistics.failures().counts());
    summary.put("seconds", statistics.seconds());
    put(summary, "plan_id", outcome.planId());
    put(summary, "log", options.log());
    put(summary, "store", options.store());
    put(summary, "ended_early", outcome.failure() == null ? null : outcome.failure().getMessage());
    return DomainEventJson.standard().writeDetails(Map.of("summary", summary));
  }

  private static void put(Map<String, Object> summary, String key, @Nullable Object value) {
    if (value != null) {
      summary.put(key, value instanceof Path file ? file.toAbsolutePath().toString() : value);
    }
  }

  private static List<String> ids(Set<EventType> types) {
    return types.stream().map(EventType::id).toList();
  }

  private static Map<String, Object> directory(Findings findings) {
    Map<String, Object> directory = new LinkedHashMap<>();
    for (FileType type : FileType.values()) {
      directory.put(type.name().toLowerCase(Locale.ROOT), findings.files(type));
    }
    directory.put("unreadable", findings.unreadable().count());
    directory.put("bytes", findings.bytes());
    directory.put("lines", findings.lines());
    directory.put("todos", findings.todos());
    directory.put("todos_without_owner", findings.unowned());
    directory.put(
        "largest",
        findings.largest().stream()
            .map(file -> Map.of("name", file.name(), "bytes", file.bytes()))
            .toList());
    directory.put(
        "duplicates",
        findings.duplicates().stream()
            .limit(MOST)
            .map(group -> Map.of("names", List.copyOf(group.names()), "bytes", group.bytes()))
            .toList());
    return directory;
  }
}
