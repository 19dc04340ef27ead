/** Emits within transactions of Spring: held until the end, appended on their connection. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.internal.transaction;
