package io.tidings.event.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The producer of a relay, which never gives up on a record. Stateless. */
final class RelayProducer {

  private static final int BATCH_BYTES = 64 * 1024;

  /**
   * The settings that keep order and lose nothing. One request to a broker is in flight: of several
   * to a new topic the first may fail and the second succeed, since the broker does not know the
   * producer yet, and the first would then be out of order for as long as it is sent.
   */
  private static final Map<String, Object> FIXED =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.RETRIES_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          1);

  private RelayProducer() {}

  static Producer<String, byte[]> of(String name, Map<String, ?> settings) {
    return new KafkaProducer<>(
        settings(name, settings), new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Returns settings completed by those of a relay.
   *
   * @throws IllegalArgumentException if one contradicts them
   */
  static Map<String, Object> settings(String name, Map<String, ?> settings) {
    Map<String, Object> complete = new HashMap<>(settings);
    complete.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "tidings-" + name);
    complete.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    FIXED.forEach(
        (setting, value) -> {
          Object given = complete.putIfAbsent(setting, value);
          if (given != null && !given.toString().equals(value.toString())) {
            throw new IllegalArgumentException(
                "%s must be %s for a relay, but is %s; remove it".formatted(setting, value, given));
          }
        });
    if (complete.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
      throw new IllegalArgumentException(
          ProducerConfig.TRANSACTIONAL_ID_CONFIG
              + " must not be set; transactions of Kafka do not cover the position in the trail");
    }
    return complete;
  }
}
