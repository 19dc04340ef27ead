package io.tidings.event.spring.internal.listener;

import io.tidings.event.spring.OnEvent;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** The methods with {@link OnEvent} of all beans, found without instantiating one. Stateless. */
final class ListenerMethods {

  private ListenerMethods() {}

  /** Returns the methods, as their beans are defined. */
  static List<ListenerMethod> of(ConfigurableListableBeanFactory beans) {
    List<ListenerMethod> found = new ArrayList<>();
    for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
      Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : type(name, beans);
      if (type != null && AnnotationUtils.isCandidateClass(type, OnEvent.class)) {
        annotated(type)
            .forEach(
                (method, listener) -> found.add(new ListenerMethod(name, type, method, listener)));
      }
    }
    return found;
  }

  private static @Nullable Class<?> type(String name, ConfigurableListableBeanFactory beans) {
    Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
    String target = ScopedProxyUtils.getTargetBeanName(name);
    Class<?> scoped =
        beans.containsBeanDefinition(target)
            ? AutoProxyUtils.determineTargetClass(beans, target)
            : null;
    return scoped != null ? scoped : type;
  }

  private static Map<Method, OnEvent> annotated(Class<?> type) {
    return MethodIntrospector.selectMethods(
        type,
        (MethodIntrospector.MetadataLookup<@Nullable OnEvent>)
            method -> AnnotatedElementUtils.findMergedAnnotation(method, OnEvent.class));
  }
}
