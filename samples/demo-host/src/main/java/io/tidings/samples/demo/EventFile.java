package io.tidings.samples.demo;

import io.tidings.event.spi.EventTap;
import java.nio.file.Path;

/** A file that receives every event of a run. Confined to one thread, except for its tap. */
interface EventFile extends AutoCloseable {

  /** Returns the name in the output. */
  String name();

  /** Returns the path of the file. */
  Path file();

  /** Returns the tap that writes to the file. */
  EventTap tap();

  /** Returns the number of events that were not written, once the bus is closed. */
  long lost();

  /**
   * Returns a description of the content.
   *
   * @param events the number of events of this run
   */
  String summary(long events);

  @Override
  void close();
}
