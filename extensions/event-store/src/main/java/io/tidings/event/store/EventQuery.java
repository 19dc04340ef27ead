package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.store.internal.Column;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.spi.StorableText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a trail: whose events, which of them, and in which way to read.
 *
 * <pre>{@code
 * EventQuery query =
 *     EventQuery.project("apollo").session("s-1").category("plan").window(Window.latest(100));
 * }</pre>
 *
 * <p>A query is made for one project or, explicitly, for the platform; there is no way from the one
 * to the other. What a query for a project finds is that project's, whatever else it names
 * (AUD-04). Every condition added narrows it; a condition given twice must hold twice (AUD-02).
 * Text is compared exactly. Without {@link #window} or {@link #cursor} it reads {@link Window#all}.
 *
 * <p>Every id is checked when it is given. An {@link IllegalArgumentException} names the one that
 * is ill-formed (AUD-03).
 *
 * <p>Immutable and thread-safe.
 */
public final class EventQuery {

  /** A way of reading: {@link Window} for people, {@link Cursor} for programs. */
  public sealed interface Paging permits Window, Cursor {

    /** Returns how many events to read at most, or null for all. */
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

  /** Starts a query for the events of one project. */
  public static EventQuery project(String projectId) {
    String project = EventIds.require(projectId, "projectId");
    return new EventQuery(
        project, List.of(Condition.equal(Column.PROJECT_ID, project)), Window.all());
  }

  /**
   * Starts a query for the events of all projects and of none. For those who run the platform; what
   * it finds must not be shown to a tenant.
   */
  public static EventQuery platform() {
    return new EventQuery(null, List.of(), Window.all());
  }

  /**
   * Returns this query for events of one of these kinds. {@link EventType#UNKNOWN} stands for every
   * kind that the catalogue does not have.
   *
   * @throws IllegalArgumentException if there is none, or one with an ill-formed id
   */
  public EventQuery kinds(EventKind... kinds) {
    return and(KindConditions.anyOf(List.of(kinds)));
  }

  /**
   * Returns this query for events of one of these types of the catalogue, given by their ids. For
   * text from outside where hosts have no kinds of their own (AUD-03).
   *
   * @throws IllegalArgumentException if there is none, or one that the catalogue does not have
   */
  public EventQuery types(String... ids) {
    return kinds(Arrays.stream(ids).map(EventType::fromId).toArray(EventKind[]::new));
  }

  /**
   * Returns this query for events of the kinds whose id begins so; {@code "plan."} finds {@code
   * plan.created}.
   */
  public EventQuery kindPrefix(String prefix) {
    return and(KindConditions.prefix(EventIds.require(prefix, "prefix")));
  }

  /** Returns this query for events of one category. */
  public EventQuery category(String category) {
    return id(Column.CATEGORY, category, "category");
  }

  /** Returns this query for events of one organization. */
  public EventQuery organization(String id) {
    return id(Column.ORGANIZATION_ID, id, "organization");
  }

  /** Returns this query for events of one workspace. */
  public EventQuery workspace(String id) {
    return id(Column.WORKSPACE_ID, id, "workspace");
  }

  /** Returns this query for events of one user. */
  public EventQuery user(String id) {
    return id(Column.USER_ID, id, "user");
  }

  /** Returns this query for events of one session. */
  public EventQuery session(String id) {
    return id(Column.SESSION_ID, id, "session");
  }

  /** Returns this query for events about one plan. */
  public EventQuery plan(String id) {
    return id(Column.PLAN_ID, id, "plan");
  }

  /** Returns this query for events about a plan or one below it, given by the tree's root. */
  public EventQuery planTree(String rootId) {
    String root = EventIds.require(rootId, "rootId");
    return and(new Condition("(root_plan_id = ? OR plan_id = ?)", List.of(root, root)));
  }

  /** Returns this query for events of one actor. */
  public EventQuery actor(String name) {
    requireNonNull(name, "name");
    if (name.isEmpty() || name.length() > DomainEvent.MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "name must be 1 to %s characters long".formatted(DomainEvent.MAX_NAME_LENGTH));
    }
    return and(Condition.equal(Column.ACTOR_NAME, StorableText.of(name)));
  }

  /** Returns this query for events of one correlation; what other systems call request id. */
  public EventQuery correlation(String id) {
    return id(Column.CORRELATION_ID, id, "correlation");
  }

  /**
   * Returns this query for events whose details have this {@code request_type}; events without one
   * have {@code unknown}.
   */
  public EventQuery requestType(String type) {
    return id(Column.REQUEST_TYPE, type, "type");
  }

  /** Returns this query for the event with an id; for the platform, of every project. */
  public EventQuery event(String id) {
    return id(Column.EVENT_ID, id, "event");
  }

  /**
   * Returns this query for one event and all that it caused, directly and indirectly. In a query
   * for a project the chain of causes ends where it leaves the project.
   */
  public EventQuery causalTree(String eventId) {
    return and(Condition.causalTree(EventIds.require(eventId, "eventId"), project));
  }

  /** Returns this query for what happened at this time or later. */
  public EventQuery since(Instant time) {
    return and(Condition.since(Column.TIMESTAMP, requireNonNull(time, "time")));
  }

  /** Returns this query for what happened before this time. */
  public EventQuery before(Instant time) {
    return and(Condition.before(Column.TIMESTAMP, requireNonNull(time, "time")));
  }

  /** Returns this query for what the store was given at this time or later, by its clock. */
  public EventQuery receivedSince(Instant time) {
    return and(Condition.since(Column.RECEIVED_AT, requireNonNull(time, "time")));
  }

  /** Returns this query for what the store was given before this time, by its clock. */
  public EventQuery receivedBefore(Instant time) {
    return and(Condition.before(Column.RECEIVED_AT, requireNonNull(time, "time")));
  }

  /** Returns this query, read by time; in place of any window or cursor given before. */
  public EventQuery window(Window window) {
    return new EventQuery(project, conditions, requireNonNull(window, "window"));
  }

  /** Returns this query, read by place; in place of any window or cursor given before. */
  public EventQuery cursor(Cursor cursor) {
    return new EventQuery(project, conditions, requireNonNull(cursor, "cursor"));
  }

  /**
   * Returns this query for what a reader may see now: by place, only up to where nothing new can
   * appear any more (STO-05).
   */
  EventQuery seenBy(Database database, Connection connection) throws SQLException {
    return paging instanceof Cursor ? until(database.horizon(connection)) : this;
  }

  /** Returns this query for what has a place up to this one. */
  EventQuery until(long seq) {
    return and(new Condition("seq <= ?", List.of(seq)));
  }

  /** Returns the project whose events this finds, or null for the platform. */
  public @Nullable String projectId() {
    return project;
  }

  List<Condition> conditions() {
    return conditions;
  }

  Paging paging() {
    return paging;
  }

  private EventQuery id(Column column, String value, String argument) {
    return and(Condition.equal(column, EventIds.require(value, argument)));
  }

  private EventQuery and(Condition condition) {
    return new EventQuery(
        project, Stream.concat(conditions.stream(), Stream.of(condition)).toList(), paging);
  }
}
