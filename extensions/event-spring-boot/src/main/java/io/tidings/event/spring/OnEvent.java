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
 * order of {@link #order}; what a method throws reaches the bus's failure listener only. A method
 * with {@link #durable} is no subscription of the bus: the trail calls it, from the start of the
 * context's lifecycle to its end.
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
   * Returns the name of a durable delivery from the trail to the method; by default there is none.
   * With a name, events reach the method at least once after they are stored, also after a restart,
   * in order for each session, and redacted as stored. Of several applications with that name on
   * one trail, one is active. Must be unique in the application, must not change once it is in use,
   * and excludes {@link #async} and {@link #order}; the kinds are ids, one category, or every
   * event.
   */
  String durable() default "";

  /**
   * Returns the number of attempts until an asynchronous or durable method returns normally; a dead
   * letter follows the last one. By default, 0, it is 1, and 8 for a durable method.
   */
  int attempts() default 0;

  /** Returns the place among the handlers of the bus; lower values are called first. */
  int order() default 0;

  /** Returns the name for reports; by default the bean's name, a dot, and the method's. */
  String name() default "";
}
