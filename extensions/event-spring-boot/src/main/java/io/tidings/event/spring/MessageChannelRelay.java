package io.tidings.event.spring;

import static java.util.Objects.requireNonNull;

import io.tidings.event.json.CloudEventJson;
import io.tidings.event.json.CloudEventJson.Placement;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.delivery.DeliveryKey;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * A handler of a durable delivery that sends each event to a channel of Spring, and so to any
 * broker that has a channel: as a CloudEvent in the JSON format, with the headers {@code
 * contentType} and, for an event with a key, {@code partitionKey}. Thread-safe if the channel is.
 *
 * <pre>{@code
 * Delivery relay =
 *     trail.deliver(
 *         "rabbit",
 *         EventQuery.platform(),
 *         DeliveryOptions.perKey(DeliveryKey.DEFAULT),
 *         new MessageChannelRelay(
 *             channel,
 *             CloudEventJson.from(URI.create("//orders.example/trail")),
 *             DeliveryKey.DEFAULT));
 * }</pre>
 *
 * <p>An event is delivered when {@code send} has returned true; false or an exception is a failed
 * attempt, which the options of the delivery repeat. The channel must not accept a message before
 * the broker has it: an asynchronous one loses those that it holds at a crash. Requires {@code
 * spring-messaging}.
 */
public final class MessageChannelRelay implements DeliveryHandler {

  /** The header with the ordering key: {@value}. */
  public static final String PARTITION_KEY = "partitionKey";

  private final MessageChannel channel;
  private final CloudEventJson form;
  private final DeliveryKey key;

  /**
   * Creates a relay.
   *
   * @param channel the channel to the broker
   * @param form the form of the CloudEvents
   * @param key the ordering key, the same as that of the delivery
   */
  public MessageChannelRelay(MessageChannel channel, CloudEventJson form, DeliveryKey key) {
    this.channel = requireNonNull(channel, "channel");
    this.form = requireNonNull(form, "form");
    this.key = requireNonNull(key, "key");
  }

  /**
   * Sends an event.
   *
   * @throws MessageDeliveryException if the channel does not accept the message
   */
  @Override
  public void handle(DeliveryAttempt attempt) {
    String partitionKey = key.of(attempt.event());
    Placement placement = new Placement(attempt.seq(), attempt.receivedAt(), partitionKey);
    MessageBuilder<byte[]> builder =
        MessageBuilder.withPayload(form.write(attempt.event(), placement))
            .setHeader(MessageHeaders.CONTENT_TYPE, CloudEventJson.MEDIA_TYPE);
    if (partitionKey != null) {
      builder.setHeader(PARTITION_KEY, partitionKey);
    }
    Message<byte[]> message = builder.build();
    if (!channel.send(message)) {
      throw new MessageDeliveryException(message, "the channel did not accept the message in time");
    }
  }
}
