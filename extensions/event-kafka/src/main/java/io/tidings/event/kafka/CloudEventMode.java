package io.tidings.event.kafka;

/** The form of a CloudEvent in a Kafka record. */
public enum CloudEventMode {
  /** Attributes are headers with the prefix {@code ce_}; the value is the data. */
  BINARY,

  /** The value has attributes and data, in the JSON format of CloudEvents. */
  STRUCTURED
}
