package io.tidings.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Description of a kind, payload or component, for the generated reference of a host's events.
 *
 * <pre>{@code
 * @Description("A customer placed an order.")
 * record OrderPlaced(@Description("The order's number.") String orderId, BigDecimal amount) {}
 * }</pre>
 *
 * <p>It belongs on a constant of an enum of kinds, on a payload record or on its components. The
 * text of the constant is preferred to that of its record.
 *
 * @contract CAT-05
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Description {

  /** Returns the description: plain text of one or a few sentences. */
  String value();
}
