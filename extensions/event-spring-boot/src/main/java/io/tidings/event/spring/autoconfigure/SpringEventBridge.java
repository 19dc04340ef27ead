package io.tidings.event.spring.autoconfigure;

/** Directions of the bridge between the bus and the events of Spring. */
enum SpringEventBridge {
  /** No event is passed on. */
  NONE,
  /** Listeners of Spring receive the events of the bus. */
  TO_SPRING,
  /** The bus receives published events, and published records that the catalogue has. */
  FROM_SPRING,
  /** Both. */
  BOTH;

  boolean toSpring() {
    return this == TO_SPRING || this == BOTH;
  }

  boolean fromSpring() {
    return this == FROM_SPRING || this == BOTH;
  }
}
