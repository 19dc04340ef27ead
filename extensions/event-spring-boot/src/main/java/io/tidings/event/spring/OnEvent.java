package io.tidings.event.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Subscription of a bean's method to events of the application's bus.
 *
 * <pre>{@code
 * @OnEvent("order.placed")
 * void mail(OrderPlaced order, DomainEvent event) {
 *   mailer.send(order.id(), event.correlationId());
 * }
 * }</pre>
 *
 * <p>The method returns nothing and has the parameters {@code (DomainEvent)}, {@code (P)} or {@code
 * (P, DomainEvent)}, where {@code P} is the record of the payload; one with a payload names exactly
 * one kind. Any other method fails the start of the application, as does a kind that the
 * application's catalogue does not have. The bean may be a proxy, lazy, or of a scope; it is looked
 * up for each event.
 *
 * <p>All methods are subscribed when the singletons of the context exist, and are called in the
 * order of {@link #order}; what a method throws reaches the bus's failure listener only.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Reflective(OnEventHints.class)
public @interface OnEvent {

  /** Returns the ids of the kinds; an alias of {@link #kinds}. */
  @AliasFor("kinds")
  String[] value() default {};

  /** Returns the ids of the kinds, such as {@code order.placed}. */
  @AliasFor("value")
  String[] kinds() default {};

  /** Returns the categories of the kinds; with neither kinds nor categories it is every event. */
  String[] category() default {};

  /**
   * Returns whether the method is called on another thread, after the emit has queued the event.
   */
  boolean async() default false;

  /**
   * Returns the number of attempts until an asynchronous method returns normally; a dead letter
   * follows the last one.
   */
  int attempts() default 1;

  /** Returns the place among the methods of the application; lower values are called first. */
  int order() default 0;

  /** Returns the name for reports; by default the bean's name, a dot, and the method's. */
  String name() default "";
}
