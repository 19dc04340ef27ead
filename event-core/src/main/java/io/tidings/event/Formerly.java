package io.tidings.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Former names of a renamed component of a payload, or of a renamed record that a sealed interface
 * permits, so that old events are read.
 *
 * <pre>{@code
 * record OrderPlaced(@Formerly("id") String orderId, BigDecimal amount) {}
 * }</pre>
 *
 * <p>A detail with the present name is preferred, then the names in their order. Events are always
 * built with the present name.
 *
 * @contract PAY-08
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Formerly {

  /** Returns the names in the details, such as {@code order_id}, or of the record. */
  String[] value();
}
