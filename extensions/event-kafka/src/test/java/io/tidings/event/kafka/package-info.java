@org.jspecify.annotations.NullMarked
package io.tidings.event.kafka;
