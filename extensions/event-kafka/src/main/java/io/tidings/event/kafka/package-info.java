/**
 * Events of a trail in Kafka, as CloudEvents.
 *
 * <p>Start at {@link io.tidings.event.kafka.KafkaRelay}, which sends events, and {@link
 * io.tidings.event.kafka.KafkaEventSource}, which receives them.
 */
@org.jspecify.annotations.NullMarked
package io.tidings.event.kafka;
