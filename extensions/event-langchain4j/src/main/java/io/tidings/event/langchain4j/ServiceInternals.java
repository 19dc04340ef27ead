package io.tidings.event.langchain4j;

import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.BeforeToolExecution;
import dev.langchain4j.service.tool.ToolExecution;
import dev.langchain4j.service.tool.ToolService;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fields of LangChain4j that have no accessor. Its setters replace the consumers of a host, and an
 * agent's builder does not accept the listeners of its AI service; without these fields a host
 * would lose the one or the events of the other.
 *
 * <p>If a version of LangChain4j does not have a field, the value is absent, which is logged at
 * WARN once; the events that depend on it are not emitted.
 */
final class ServiceInternals {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceInternals.class);

  private static final @Nullable Field CONTEXT = field(AiServices.class, "context");
  private static final @Nullable Field BEFORE = field(ToolService.class, "beforeToolExecution");
  private static final @Nullable Field AFTER = field(ToolService.class, "afterToolExecution");

  private static final int MAX_WRAPPERS = 8;

  private ServiceInternals() {}

  static @Nullable AiServiceContext contextOf(AiServices<?> services) {
    return read(CONTEXT, services) instanceof AiServiceContext context ? context : null;
  }

  /** Returns whether the consumers of a host can be read, so that none is replaced. */
  static boolean hasToolConsumers() {
    return BEFORE != null && AFTER != null;
  }

  static @Nullable Consumer<BeforeToolExecution> beforeTool(ToolService tools) {
    return consumer(read(BEFORE, tools));
  }

  static @Nullable Consumer<ToolExecution> afterTool(ToolService tools) {
    return consumer(read(AFTER, tools));
  }

  @SuppressWarnings("unchecked") // the setter of the field accepts no other type
  private static <T> @Nullable Consumer<T> consumer(@Nullable Object value) {
    return (Consumer<T>) value;
  }

  /**
   * Returns the context of an agent's AI service, or null for an agent without a model. An agent is
   * a proxy, within the objects that invoke it in a system of agents.
   */
  static @Nullable AiServiceContext contextOfAgent(@Nullable Object agent) {
    Object current = agent;
    for (int depth = 0; current != null && depth < MAX_WRAPPERS; depth++) {
      Object handler =
          Proxy.isProxyClass(current.getClass()) ? Proxy.getInvocationHandler(current) : current;
      if (readDeclared(handler, "context") instanceof AiServiceContext context) {
        return context;
      }
      current = readDeclared(handler, "agent");
    }
    return null;
  }

  /** Returns the value of a field that an object's class or a superclass declares, or null. */
  private static @Nullable Object readDeclared(Object object, String name) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return isOpen(field) ? read(field, object) : null;
        }
      }
    }
    return null;
  }

  private static @Nullable Object read(@Nullable Field field, Object object) {
    try {
      return field == null ? null : field.get(object);
    } catch (IllegalAccessException impossible) {
      return null;
    }
  }

  private static @Nullable Field field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      if (isOpen(field)) {
        return field;
      }
    } catch (NoSuchFieldException absent) {
      LOG.debug("{} has no field {}", type.getName(), name);
    }
    LOG.warn(
        "Field {} of {} is not accessible; events of tools, queries and guardrails may be missing."
            + " Use LangChain4j 1.19, and open its packages to io.tidings.event.langchain4j",
        name,
        type.getName());
    return null;
  }

  private static boolean isOpen(AccessibleObject field) {
    return field.trySetAccessible();
  }
}
