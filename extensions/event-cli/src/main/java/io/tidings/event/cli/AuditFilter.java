package io.tidings.event.cli;

import io.tidings.event.EventKind;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every query: the location of the trail and the selection of events. */
final class AuditFilter {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private TrailLocation location = new TrailLocation();

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "Select events of this project; by default of all.")
  private @Nullable String project;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "Select events of this type, or of all with this prefix: plan.created, 'plan.*'.")
  private @Nullable String type;

  @Option(names = "--session", paramLabel = "ID", description = "Select events of this session.")
  private @Nullable String session;

  @Option(names = "--plan", paramLabel = "ID", description = "Select events of this plan.")
  private @Nullable String plan;

  @Option(names = "--actor", paramLabel = "NAME", description = "Select events of this actor.")
  private @Nullable String actor;

  @Option(
      names = "--correlation",
      paramLabel = "ID",
      description = "Select events of this correlation.")
  private @Nullable String correlation;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.Converter.class,
      description = "Select events at this time or later: 2h for two hours ago, 2026-11-01.")
  private @Nullable Moment since;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      converter = Moment.Converter.class,
      description = "Select events before this time.")
  private @Nullable Moment before;

  /** Opens the trail for reading. */
  EventStore open() {
    return location.open();
  }

  /** Opens the trail for writing. */
  EventStore openForWriting() {
    return location.openForWriting();
  }

  /** Returns the query of the options, with relative times before {@code now}. */
  EventQuery query(Instant now) {
    try {
      EventQuery query = project == null ? EventQuery.platform() : EventQuery.project(project);
      query = with(query, type, AuditFilter::type);
      query = with(query, session, EventQuery::session);
      query = with(query, plan, EventQuery::plan);
      query = with(query, actor, EventQuery::actor);
      query = with(query, correlation, EventQuery::correlation);
      query = with(query, since, (selected, time) -> selected.since(time.at(now)));
      return with(query, before, (selected, time) -> selected.before(time.at(now)));
    } catch (IllegalArgumentException rejection) {
      throw usageError(rejection);
    }
  }

  /** Writes to standard error that the output was truncated. */
  void reportTruncation(String position, int count) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(Locale.ROOT, "tidings: showing the %s %,d; --limit N shows more%n", position, count);
    err.flush();
  }

  /** Returns the usage error for an ill-formed option. */
  ParameterException usageError(IllegalArgumentException rejection) {
    return new ParameterException(
        spec.commandLine(), String.valueOf(rejection.getMessage()), rejection);
  }

  private static EventQuery type(EventQuery query, String type) {
    if (!type.endsWith("*")) {
      return query.kinds(kind(type));
    }
    return type.length() == 1 ? query : query.kindPrefix(type.substring(0, type.length() - 1));
  }

  private static EventKind kind(String type) {
    try {
      return EventKind.of(type);
    } catch (IllegalArgumentException rejection) {
      throw new IllegalArgumentException("type: " + rejection.getMessage(), rejection);
    }
  }

  private static <T> EventQuery with(
      EventQuery query, @Nullable T value, BiFunction<EventQuery, T, EventQuery> narrowed) {
    return value == null ? query : narrowed.apply(query, value);
  }
}
