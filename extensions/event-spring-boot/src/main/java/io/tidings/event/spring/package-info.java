/**
 * Types that a host of Spring Boot 4 uses: {@link io.tidings.event.spring.OnEvent} for listeners,
 * and the modes of its transactions.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring;
