/** Tests of an application's emissions, on a recording bus; start at {@code TidingsTest}. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.test;
