package io.tidings.event.cli.demo;

import java.io.IOException;

/**
 * Works on one text file.
 *
 * @param <R> what it finds
 */
interface Tool<R extends ToolResult> {

  /** Returns the name by which its calls are told. */
  String name();

  /**
   * Runs on a file.
   *
   * @throws IOException if the file cannot be read to its end
   */
  R run(TextFile file) throws IOException;
}
