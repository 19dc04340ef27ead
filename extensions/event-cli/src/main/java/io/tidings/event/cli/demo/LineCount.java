package io.tidings.event.cli.demo;

/**
 * The lines of a file.
 *
 * @param lines how many
 */
record LineCount(long lines) implements ToolResult {

  @Override
  public long size() {
    return lines;
  }
}
