/** The endpoint, the health and the audit events of the actuator. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.internal.actuate;
