package io.tidings.event.testkit.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Ids of the contract rows under {@code docs/} that a test, or every test of a class, verifies. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Contract {

  /** Returns the ids, as in the first column of the pages. */
  String[] value();
}
