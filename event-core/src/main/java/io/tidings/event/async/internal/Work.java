package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.ContentSize;
import io.tidings.event.internal.Keyed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one asynchronous handler. The attempts are changed by one worker at a
 * time; a queue or a timer hands them over.
 */
final class Work extends Keyed<Work> implements Attempt.Call {

  private final DomainEvent event;
  private final @Nullable Map<String, String> logContext;

  /** Null until the queue sorts this, unless inherited. */
  private FlushGroups.@Nullable Group group;

  private int attempts;
  private @Nullable Throwable failure;
  private boolean retried;

  /** The time at which the event was queued for a list. */
  private long queuedAt;

  /** The events that are handled as one list, this one first; null if it is handled alone. */
  private @Nullable List<Work> list;

  Work(
      DomainEvent event,
      @Nullable Object key,
      @Nullable Map<String, String> logContext,
      FlushGroups.@Nullable Group group) {
    super(key);
    this.event = event;
    this.logContext = logContext;
    this.group = group;
  }

  @Override
  protected Work self() {
    return this;
  }

  /** Returns new work with the same event, in a group. */
  Work again(FlushGroups.@Nullable Group group) {
    return new Work(event, key(), logContext, group);
  }

  DomainEvent event() {
    return event;
  }

  @Override
  public @Nullable DomainEvent current() {
    return list == null ? event : null;
  }

  /** Returns the emitter's MDC, or null if it was empty or this leads a list. */
  @Nullable Map<String, String> logContext() {
    return list == null ? logContext : null;
  }

  /** Returns the group, of a list the earliest one of its events. */
  @Override
  public FlushGroups.@Nullable Group group() {
    FlushGroups.Group earliest = group;
    if (list != null) {
      for (Work each : list) {
        FlushGroups.Group other = each.group;
        earliest = earliest == null || other == null ? other : earliest.earlier(other);
      }
    }
    return earliest;
  }

  /** Joins the current group, unless this has one. */
  void join(FlushGroups groups) {
    if (group == null) {
      group = groups.enter();
    }
  }

  /** Leaves the groups of all events that are handled with this one, where they have one. */
  void leaveGroup() {
    for (Work each : all()) {
      FlushGroups.Group left = each.group;
      if (left != null) {
        left.leave();
      }
    }
  }

  void queuedAt(long time) {
    queuedAt = time;
  }

  long queuedAt() {
    return queuedAt;
  }

  /** Has this and further events handled as one list. */
  void lead(List<Work> list) {
    this.list = list;
  }

  /** Returns whether this leads a list. */
  boolean isList() {
    return list != null;
  }

  /** Returns the events that are handled with this one, and this one. */
  List<Work> all() {
    List<Work> led = list;
    return led == null ? List.of(this) : led;
  }

  /** Returns the number of events that are handled with this one, and this one. */
  int count() {
    List<Work> led = list;
    return led == null ? 1 : led.size();
  }

  long size() {
    return ContentSize.of(event.details());
  }

  /** Returns the number of attempts begun. */
  @Override
  public int attempts() {
    return attempts;
  }

  /** Returns the failure of the latest attempt, or null. */
  @Override
  public @Nullable Throwable failure() {
    return failure;
  }

  void beginAttempt() {
    attempts++;
  }

  void failed(Throwable failure, boolean retried) {
    this.failure = failure;
    this.retried = retried;
  }

  /** Returns whether another attempt follows the latest one, which has failed. */
  boolean isRetried() {
    return retried;
  }
}
