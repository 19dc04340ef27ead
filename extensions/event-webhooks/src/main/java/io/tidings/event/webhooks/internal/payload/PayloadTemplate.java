package io.tidings.event.webhooks.internal.payload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template for the body of a delivery: a value in which each text that is a selector is replaced
 * by a part of the context. A selector is {@code $}, the whole context, followed by steps: {@code
 * .name}, {@code ['any name']}, {@code [0]}. A missing part is null. Without wildcards, conditions
 * and searches, a selector costs as many look-ups as it has steps. Stateless.
 *
 * @contract WEB-07
 */
public final class PayloadTemplate {

  /** Maximum number of values in a template. */
  static final int MAX_VALUES = 1_000;

  /** Maximum length of a selector, in characters. */
  static final int MAX_SELECTOR = 1_024;

  private static final int MAX_STEPS = 32;
  private static final Pattern STEP =
      Pattern.compile("\\G(?:\\.([A-Za-z_][A-Za-z0-9_-]*)|\\['([^']+)'\\]|\\[([0-9]{1,9})\\])");

  private PayloadTemplate() {}

  /**
   * Returns an immutable copy of a template; null for null.
   *
   * @throws IllegalArgumentException if the template is too deep or too large, or has an ill-formed
   *     selector
   */
  public static @Nullable Object copyOf(@Nullable Object template) {
    Object copy = ImmutableValues.value(template, "payloadFields", MAX_VALUES);
    if (copy != null) {
      resolve(copy, Map.of());
    }
    return copy;
  }

  /** Returns the template with each selector replaced by its part of the context. */
  static @Nullable Object resolve(Object template, Map<String, Object> context) {
    if (template instanceof String text) {
      return isSelector(text) ? valueAt(text, context) : text;
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

  private static @Nullable Object valueAt(String selector, Map<String, Object> context) {
    Object part = context;
    for (Object step : steps(selector)) {
      if (step instanceof Integer index) {
        part = part instanceof List<?> list && index < list.size() ? list.get(index) : null;
      } else {
        part = part instanceof Map<?, ?> map ? map.get(step) : null;
      }
    }
    return part;
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
