package io.tidings.event.spring.test;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.testkit.Recording;
import io.tidings.event.testkit.RecordingAssert;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.TidingsAssertions;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * The parameters of a test with a recording bus. While a test method runs, events that are built on
 * its thread have the correlation id of the test. Thread-safe.
 */
final class RecordingExtension
    implements ParameterResolver, BeforeTestExecutionCallback, AfterTestExecutionCallback {

  private static final Namespace NAMESPACE = Namespace.create(RecordingExtension.class);
  private static final EventKind MARKER = EventKind.of("test.started");
  private static final Set<Class<?>> TYPES =
      Set.of(Scenario.class, Recording.class, RecordingAssert.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RecordingEventBus bus =
        SpringExtension.getApplicationContext(context).getBean(RecordingEventBus.class);
    Class<?> type = parameter.getParameter().getType();
    if (type == Scenario.class) {
      return new Scenario(bus);
    }
    Recording recording = bus.correlatedWith(marker(context));
    return type == Recording.class ? recording : TidingsAssertions.assertThat(recording);
  }

  /** Returns the event, never emitted, whose correlation id is that of the test. */
  private static DomainEvent marker(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            DomainEvent.class, type -> DomainEvent.builder(MARKER).build(), DomainEvent.class);
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    context.getStore(NAMESPACE).put(EventContext.class, EventContext.of(marker(context)).open());
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    EventContext.Handle opened =
        context.getStore(NAMESPACE).remove(EventContext.class, EventContext.Handle.class);
    if (opened != null) {
      opened.close();
    }
  }
}
