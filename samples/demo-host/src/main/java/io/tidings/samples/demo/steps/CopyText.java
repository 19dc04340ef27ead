package io.tidings.samples.demo.steps;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.samples.demo.directory.SecondCopy;
import java.io.IOException;

/** The text form of the extent of a second copy. */
final class CopyText {

  private CopyText() {}

  static String of(SecondCopy copy) {
    String extent =
        DisplayText.counted(copy.files(), "file")
            + ", "
            + DisplayText.counted(copy.bytes(), "byte");
    IOException failure = copy.failure();
    if (failure != null) {
      return extent + "; copying failed: " + ErrorMessages.reason(failure);
    }
    return copy.skipped() == 0
        ? extent
        : extent + "; no room for " + DisplayText.counted(copy.skipped(), "file") + " more";
  }
}
