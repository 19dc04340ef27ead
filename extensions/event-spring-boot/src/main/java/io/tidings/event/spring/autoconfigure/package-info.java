/** Auto-configuration of the bus, the trail, transactions, listeners and the actuator. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.spring.autoconfigure;
