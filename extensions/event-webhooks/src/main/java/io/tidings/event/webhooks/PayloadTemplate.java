package io.tidings.event.webhooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription wants of the whole context of a delivery: a value in which each text that is
 * a selector stands for a place in the context, and everything else for itself (WEB-07). A selector
 * is {@code $}, the whole context, with steps after it: {@code .name}, {@code ['any name']}, {@code
 * [0]}. A place that is not there is null. There are no wildcards, conditions or searches, so a
 * selector takes as many steps as it has. Stateless.
 */
final class PayloadTemplate {

  /** How many values a template may have. */
  static final int MAX_VALUES = 1_000;

  /** How long a selector may be, in characters. */
  static final int MAX_SELECTOR = 1_024;

  private static final int MAX_STEPS = 32;
  private static final Pattern STEP =
      Pattern.compile("\\G(?:\\.([A-Za-z_][A-Za-z0-9_-]*)|\\['([^']+)'\\]|\\[([0-9]{1,9})\\])");

  private PayloadTemplate() {}

  /**
   * Returns a copy of a template.
   *
   * @throws IllegalArgumentException if it is too deep or too large, or has an ill-formed selector
   */
  static @Nullable Object frozen(@Nullable Object template) {
    Object frozen = ImmutableValues.value(template, "payloadFields", MAX_VALUES);
    if (frozen != null) {
      resolve(frozen, Map.of());
    }
    return frozen;
  }

  /** Returns the template with what its selectors find in the context. */
  static @Nullable Object resolve(Object template, Map<String, Object> context) {
    if (template instanceof String text) {
      return isSelector(text) ? found(text, context) : text;
    }
    if (template instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
      map.forEach((key, value) -> resolved.put(String.valueOf(key), resolve(value, context)));
      return resolved;
    }
    if (template instanceof List<?> list) {
      List<@Nullable Object> resolved = new ArrayList<>();
      list.forEach(value -> resolved.add(resolve(value, context)));
      return resolved;
    }
    return template;
  }

  private static boolean isSelector(String text) {
    return text.equals("$") || text.startsWith("$.") || text.startsWith("$[");
  }

  private static @Nullable Object found(String selector, Map<String, Object> context) {
    Object place = context;
    for (Object step : steps(selector)) {
      if (step instanceof Integer index) {
        place = place instanceof List<?> list && index < list.size() ? list.get(index) : null;
      } else {
        place = place instanceof Map<?, ?> map ? map.get(step) : null;
      }
    }
    return place;
  }

  /** Returns names and indexes. */
  private static List<Object> steps(String selector) {
    List<Object> steps = new ArrayList<>();
    int end = 1;
    Matcher matcher = STEP.matcher(selector);
    if (selector.length() <= MAX_SELECTOR) {
      matcher.region(1, selector.length());
      while (steps.size() < MAX_STEPS && matcher.find()) {
        end = matcher.end();
        steps.add(step(matcher));
      }
    }
    if (end != selector.length()) {
      throw new IllegalArgumentException(
          "payloadFields has a selector that is ill-formed or too long; steps are .name, ['name']"
              + " and [0], at most "
              + MAX_STEPS);
    }
    return steps;
  }

  private static Object step(Matcher matcher) {
    String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return name == null ? (Object) Integer.valueOf(matcher.group(3)) : name;
  }
}
