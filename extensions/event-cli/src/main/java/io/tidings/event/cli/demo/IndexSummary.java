package io.tidings.event.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run came to. Immutable.
 *
 * @param state how its plan ended
 * @param files how many files of each sort
 * @param lines the lines of all text files
 * @param todos the marks of all text files
 * @param unreadable how many files and directories could not be read
 * @param unreadableNamed the first of them with reasons, escaped
 * @param bytesRead how many bytes were read
 * @param budget how many bytes were meant to be read at most
 * @param checks the validation's checks; none if it did not get that far
 * @param took how long it took
 */
record IndexSummary(
    PlanState state,
    Map<FileSort, Long> files,
    long lines,
    Todos todos,
    long unreadable,
    List<String> unreadableNamed,
    long bytesRead,
    long budget,
    List<Checks.Check> checks,
    Duration took) {

  long files(FileSort sort) {
    return files.getOrDefault(sort, 0L);
  }
}
