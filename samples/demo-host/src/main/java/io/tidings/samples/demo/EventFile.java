package io.tidings.samples.demo;

import io.tidings.event.spi.EventTap;
import java.nio.file.Path;

/** What a run is kept in, event by event. Confined to one thread, but for its tap. */
interface EventFile extends AutoCloseable {

  /** Returns what it is called. */
  String name();

  /** Returns where it is. */
  Path file();

  /** Returns the tap that puts each event into it. */
  EventTap tap();

  /** Returns how many events it lacks, once the bus is closed. */
  long lost();

  /**
   * Tells what is in it.
   *
   * @param heard how many events there were in this run
   */
  String content(long heard);

  @Override
  void close();
}
