package io.tidings.event.spring.internal;

import io.tidings.event.EventContext;
import org.springframework.core.task.TaskDecorator;

/** Decorator that runs a task with the current event and the scope of its submitter. Stateless. */
public final class ContextTaskDecorator implements TaskDecorator {

  @Override
  public Runnable decorate(Runnable task) {
    return EventContext.capture().wrap(task);
  }
}
