/** Listener methods, and the bridge to events of Spring. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.internal.listener;
