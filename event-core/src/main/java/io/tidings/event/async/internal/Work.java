package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.Attempt;
import io.tidings.event.internal.ContentSize;
import io.tidings.event.internal.Keyed;
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

  @Override
  public DomainEvent event() {
    return event;
  }

  /** Returns the emitter's MDC, or null if it was empty. */
  @Nullable Map<String, String> logContext() {
    return logContext;
  }

  @Override
  public FlushGroups.@Nullable Group group() {
    return group;
  }

  /** Joins the current group, unless this has one. */
  void join(FlushGroups groups) {
    if (group == null) {
      group = groups.enter();
    }
  }

  /** Leaves the group, if this has one. */
  void leaveGroup() {
    if (group != null) {
      group.leave();
    }
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

  void failed(Throwable failure) {
    this.failure = failure;
  }
}
