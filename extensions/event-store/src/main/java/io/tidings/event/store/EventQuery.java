package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.query.Condition;
import io.tidings.event.store.internal.query.Condition.Field;
import io.tidings.event.store.spi.StorableText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query of a trail: the project or the platform, conditions, and the window or cursor to read by.
 *
 * <pre>{@code
 * EventQuery query =
 *     EventQuery.project("apollo").session("s-1").category("plan").window(Window.latest(100));
 * }</pre>
 *
 * <p>A query is for one project or, explicitly, for the platform, and cannot be changed from one to
 * the other. A query for a project returns events of that project only. Each condition narrows the
 * query; a condition given twice must hold twice. Text is compared exactly. Without {@link #window}
 * or {@link #cursor} a query uses {@link Window#all}.
 *
 * <p>Ids are 1 to 128 visible ASCII characters, checked by the method that takes them, which throws
 * an {@link IllegalArgumentException} that names the argument. Arguments must not be null.
 *
 * <p>Immutable and thread-safe: every method returns a new query.
 *
 * @contract AUD-01, AUD-02, AUD-03, AUD-04
 */
public final class EventQuery {

  /**
   * The order and the bounds of a read: {@link Window} by time, for display; {@link Cursor} by
   * position, for programs.
   */
  public sealed interface Paging permits Window, Cursor {

    /** Returns the greatest number of events to read, or null for all. */
    @Nullable Integer limit();
  }

  private final @Nullable String project;
  private final List<Condition> conditions;
  private final Paging paging;

  private EventQuery(@Nullable String project, List<Condition> conditions, Paging paging) {
    this.project = project;
    this.conditions = conditions;
    this.paging = paging;
  }

  /**
   * Returns a query for the events of one project.
   *
   * @throws IllegalArgumentException if the id is ill-formed
   */
  public static EventQuery project(String projectId) {
    String project = EventIds.require(projectId, "projectId");
    return new EventQuery(project, List.of(Condition.of(Field.PROJECT, project)), Window.all());
  }

  /**
   * Returns a query for the events of all projects and of none. For operators of the platform: its
   * results must not be shown to a tenant.
   */
  public static EventQuery platform() {
    return new EventQuery(null, List.of(), Window.all());
  }

  /**
   * Adds the condition that an event is of one of the kinds. {@link EventType#UNKNOWN} matches
   * every kind outside the catalogue.
   *
   * @throws IllegalArgumentException if there is no kind, or the id of one is ill-formed
   */
  public EventQuery kinds(EventKind... kinds) {
    return and(Conditions.kinds(List.of(kinds)));
  }

  /**
   * Adds the condition that an event is of one of the catalogue's types, given by id. For text from
   * outside where a host has no kinds of its own.
   *
   * @throws IllegalArgumentException if there is no id, or one that the catalogue does not contain
   * @contract AUD-03
   */
  public EventQuery types(String... ids) {
    return kinds(Arrays.stream(ids).map(EventQuery::type).toArray(EventKind[]::new));
  }

  private static EventType type(String id) {
    try {
      return EventType.fromId(id);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "types: %s; for a prefix call kindPrefix, for a kind of the host's own kinds"
              .formatted(unknown.getMessage()),
          unknown);
    }
  }

  /**
   * Adds the condition that the id of the kind starts with a prefix; {@code "plan."} matches {@code
   * plan.created}.
   */
  public EventQuery kindPrefix(String prefix) {
    return and(Conditions.kindPrefix(EventIds.require(prefix, "prefix")));
  }

  /** Adds the condition on the category of the kind. */
  public EventQuery category(String category) {
    return id(Field.CATEGORY, category, "category");
  }

  /** Adds the condition on the organization. */
  public EventQuery organization(String id) {
    return id(Field.ORGANIZATION, id, "organization");
  }

  /** Adds the condition on the workspace. */
  public EventQuery workspace(String id) {
    return id(Field.WORKSPACE, id, "workspace");
  }

  /** Adds the condition on the user. */
  public EventQuery user(String id) {
    return id(Field.USER, id, "user");
  }

  /** Adds the condition on the session. */
  public EventQuery session(String id) {
    return id(Field.SESSION, id, "session");
  }

  /** Adds the condition on the plan. */
  public EventQuery plan(String id) {
    return id(Field.PLAN, id, "plan");
  }

  /**
   * Adds the condition that an event belongs to a plan or to a descendant of it, given the root of
   * the tree.
   */
  public EventQuery planTree(String rootId) {
    String root = EventIds.require(rootId, "rootId");
    return and(Condition.of(Field.PLAN_TREE, root));
  }

  /**
   * Adds the condition on the name of the actor.
   *
   * @throws IllegalArgumentException if the name is empty or longer than {@link
   *     DomainEvent#MAX_NAME_LENGTH}
   */
  public EventQuery actor(String name) {
    requireNonNull(name, "name");
    if (name.isEmpty() || name.length() > DomainEvent.MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "name must be 1 to %s characters long".formatted(DomainEvent.MAX_NAME_LENGTH));
    }
    return and(Condition.of(Field.ACTOR, StorableText.of(name)));
  }

  /** Adds the condition on the correlation id, called request id in other systems. */
  public EventQuery correlation(String id) {
    return id(Field.CORRELATION, id, "correlation");
  }

  /**
   * Adds the condition on the {@code request_type} of the details; events without one have {@code
   * unknown}.
   */
  public EventQuery requestType(String type) {
    return id(Field.REQUEST_TYPE, type, "type");
  }

  /** Adds the condition on the event id; in a query for the platform, of every project. */
  public EventQuery event(String id) {
    return id(Field.EVENT, id, "event");
  }

  /**
   * Adds the condition that an event is the given one or was caused by it, directly or indirectly.
   * In a query for a project, the chain of causes ends where it leaves the project.
   *
   * @contract STO-08
   */
  public EventQuery causalTree(String eventId) {
    return and(Conditions.causalTree(EventIds.require(eventId, "eventId"), project));
  }

  /** Adds an inclusive lower bound of the event time. */
  public EventQuery since(Instant time) {
    return and(Conditions.from(Field.SINCE, requireNonNull(time, "time")));
  }

  /** Adds an exclusive upper bound of the event time. */
  public EventQuery before(Instant time) {
    return and(Conditions.from(Field.BEFORE, requireNonNull(time, "time")));
  }

  /** Adds an inclusive lower bound of the time of arrival, by the clock of the store. */
  public EventQuery receivedSince(Instant time) {
    return and(Conditions.from(Field.RECEIVED_SINCE, requireNonNull(time, "time")));
  }

  /** Adds an exclusive upper bound of the time of arrival, by the clock of the store. */
  public EventQuery receivedBefore(Instant time) {
    return and(Conditions.from(Field.RECEIVED_BEFORE, requireNonNull(time, "time")));
  }

  /** Returns a copy that reads by time; replaces a former window or cursor. */
  public EventQuery window(Window window) {
    return new EventQuery(project, conditions, requireNonNull(window, "window"));
  }

  /** Returns a copy that reads by position; replaces a former window or cursor. */
  public EventQuery cursor(Cursor cursor) {
    return new EventQuery(project, conditions, requireNonNull(cursor, "cursor"));
  }

  /**
   * Returns a copy for what is visible now: by position, up to the horizon. By time, all statements
   * on the connection see the same events from now on.
   */
  EventQuery seenBy(Database database, Connection connection) throws SQLException {
    if (paging instanceof Cursor) {
      return until(database.horizon(connection));
    }
    database.snapshot(connection);
    return this;
  }

  /** Returns a copy with an inclusive upper bound of the position. */
  EventQuery until(long seq) {
    return and(Condition.of(Field.UP_TO, seq));
  }

  /** Returns a copy for the events at positions, at least one. */
  EventQuery at(Collection<Long> positions) {
    return and(new Condition(Field.POSITIONS, List.copyOf(positions)));
  }

  /** Returns the project of this query, or null for the platform. */
  public @Nullable String projectId() {
    return project;
  }

  List<Condition> conditions() {
    return conditions;
  }

  Paging paging() {
    return paging;
  }

  private EventQuery id(Field field, String value, String argument) {
    return and(Condition.of(field, EventIds.require(value, argument)));
  }

  private EventQuery and(Condition condition) {
    return new EventQuery(
        project, Stream.concat(conditions.stream(), Stream.of(condition)).toList(), paging);
  }
}
