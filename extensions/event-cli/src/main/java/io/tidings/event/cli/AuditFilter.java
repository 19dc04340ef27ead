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

/** What every question to a trail has: where the trail is, and which events. */
final class AuditFilter {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private TrailLocation location = new TrailLocation();

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "Events of this project; by default those of all.")
  private @Nullable String project;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Events of this type, or of all that begin so: plan.created, 'plan.*'.")
  private @Nullable String type;

  @Option(names = "--session", paramLabel = "ID", description = "Events of this session.")
  private @Nullable String session;

  @Option(names = "--plan", paramLabel = "ID", description = "Events about this plan.")
  private @Nullable String plan;

  @Option(names = "--actor", paramLabel = "NAME", description = "Events of this actor.")
  private @Nullable String actor;

  @Option(names = "--correlation", paramLabel = "ID", description = "Events of this correlation.")
  private @Nullable String correlation;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.Converter.class,
      description = "What happened at this time or later: 2h for two hours ago, 2026-11-01.")
  private @Nullable Moment since;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      converter = Moment.Converter.class,
      description = "What happened before this time.")
  private @Nullable Moment before;

  /** Opens the trail for reading. */
  EventStore open() {
    return location.open();
  }

  /** Opens the trail for writing. */
  EventStore openForWriting() {
    return location.openForWriting();
  }

  /** Returns what was asked for. */
  EventQuery query(Instant now) {
    try {
      EventQuery query = project == null ? EventQuery.platform() : EventQuery.project(project);
      query = with(query, type, AuditFilter::type);
      query = with(query, session, EventQuery::session);
      query = with(query, plan, EventQuery::plan);
      query = with(query, actor, EventQuery::actor);
      query = with(query, correlation, EventQuery::correlation);
      query = with(query, since, (asked, time) -> asked.since(time.at(now)));
      return with(query, before, (asked, time) -> asked.before(time.at(now)));
    } catch (IllegalArgumentException refused) {
      throw wrong(refused);
    }
  }

  /** Says where it does not disturb the answer that there is more than it has. */
  void tellMore(String which, int shown) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(Locale.ROOT, "tidings: the %s %,d; --limit N shows more%n", which, shown);
    err.flush();
  }

  /** Returns what tells that an option has an ill-formed value. */
  ParameterException wrong(IllegalArgumentException refused) {
    return new ParameterException(
        spec.commandLine(), String.valueOf(refused.getMessage()), refused);
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
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException("type: " + refused.getMessage(), refused);
    }
  }

  private static <T> EventQuery with(
      EventQuery query, @Nullable T value, BiFunction<EventQuery, T, EventQuery> narrowed) {
    return value == null ? query : narrowed.apply(query, value);
  }
}
