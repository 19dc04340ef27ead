package io.tidings.event.testkit.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Change of a catalogue by which events that were built before are not read in full.
 *
 * @param before the line of the snapshot, or null if the detail is new
 * @param now the line of the catalogue, or null if the detail is removed
 * @param reason the effect and the remedy
 */
record Incompatibility(@Nullable String before, @Nullable String now, String reason) {

  @Override
  public String toString() {
    return (before == null ? "" : "- " + before + "\n")
        + (now == null ? "" : "+ " + now + "\n")
        + "    "
        + reason;
  }
}
