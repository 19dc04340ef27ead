package io.tidings.event.reference;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Form of the JSON values of one Java type. Immutable.
 *
 * <p>A format is given where every value of the type conforms to it. {@code time}, {@code duration}
 * and the {@code date-time} of an {@code OffsetDateTime} do not: Java omits a second of zero and
 * has fractions and signs in durations. These types have a pattern.
 *
 * @param name the name on the page
 * @param keywords adds the keywords to a schema
 */
record ScalarForm(String name, UnaryOperator<ObjectNode> keywords) {

  private static final String DATE = "[+-]?[0-9]{4,9}-[0-9]{2}-[0-9]{2}";
  private static final String TIME = "[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?";
  private static final String OFFSET = "(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)";

  private static final Map<Class<?>, ScalarForm> FORMS =
      Map.ofEntries(
          entry(String.class, text("text")),
          entry(Boolean.class, new ScalarForm("boolean", schema -> schema.put("type", "boolean"))),
          entry(Byte.class, whole("integer of 8 bits", Byte.MIN_VALUE, Byte.MAX_VALUE)),
          entry(Short.class, whole("integer of 16 bits", Short.MIN_VALUE, Short.MAX_VALUE)),
          entry(Integer.class, whole("integer of 32 bits", Integer.MIN_VALUE, Integer.MAX_VALUE)),
          entry(Long.class, whole("integer of 64 bits", Long.MIN_VALUE, Long.MAX_VALUE)),
          entry(
              BigInteger.class, new ScalarForm("integer", schema -> schema.put("type", "integer"))),
          entry(Float.class, new ScalarForm("number", schema -> schema.put("type", "number"))),
          entry(Double.class, new ScalarForm("number", schema -> schema.put("type", "number"))),
          entry(
              BigDecimal.class,
              pattern("decimal number as text", "-?[0-9]+(\\.[0-9]+)?(E[+-]?[0-9]+)?")),
          entry(
              Character.class,
              new ScalarForm(
                  "one character",
                  schema -> schema.put("type", "string").put("minLength", 1).put("maxLength", 1))),
          entry(Instant.class, format("date and time in UTC", "date-time")),
          entry(LocalDate.class, format("date", "date")),
          entry(LocalTime.class, pattern("time of day", TIME)),
          entry(LocalDateTime.class, pattern("date and time", DATE + "T" + TIME)),
          entry(
              OffsetDateTime.class,
              pattern("date and time with offset", DATE + "T" + TIME + OFFSET)),
          entry(
              Duration.class,
              period("duration", "PT(-?[0-9]+H)?(-?[0-9]+M)?(-?[0-9]+(\\.[0-9]{1,9})?S)?", "PT0S")),
          entry(Period.class, period("period", "P(-?[0-9]+Y)?(-?[0-9]+M)?(-?[0-9]+D)?", "P0D")),
          entry(UUID.class, format("UUID", "uuid")),
          entry(URI.class, format("URI or relative reference", "uri-reference")),
          entry(Currency.class, pattern("currency code", "[A-Z]{3}")),
          entry(Locale.class, text("language tag")));

  /** Returns the form of a boxed type; of a host's type with a codec, a text. */
  static ScalarForm of(Class<?> type) {
    @Nullable ScalarForm known = FORMS.get(type);
    return known != null ? known : text("text of a " + type.getSimpleName());
  }

  private static ScalarForm text(String name) {
    return new ScalarForm(name, schema -> schema.put("type", "string"));
  }

  private static ScalarForm format(String name, String format) {
    return new ScalarForm(name, schema -> schema.put("type", "string").put("format", format));
  }

  private static ScalarForm pattern(String name, String pattern) {
    return new ScalarForm(
        name, schema -> schema.put("type", "string").put("pattern", "^" + pattern + "$"));
  }

  /** Returns a form whose parts may all be absent in the pattern, but not in a text. */
  private static ScalarForm period(String name, String pattern, String shortest) {
    ScalarForm form = pattern(name, pattern);
    return new ScalarForm(
        name, schema -> form.keywords.apply(schema).put("minLength", shortest.length()));
  }

  private static ScalarForm whole(String name, long least, long most) {
    return new ScalarForm(
        name, schema -> schema.put("type", "integer").put("minimum", least).put("maximum", most));
  }

  ObjectNode schema() {
    return keywords.apply(JsonNodeFactory.instance.objectNode());
  }
}
