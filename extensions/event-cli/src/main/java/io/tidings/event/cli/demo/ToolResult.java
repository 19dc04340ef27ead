package io.tidings.event.cli.demo;

/** What a tool found in one file. */
interface ToolResult {

  /** Returns how many things were found: the result_size of tool.completed. */
  long size();
}
