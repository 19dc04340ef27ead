package io.tidings.samples.demo.steps;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.samples.demo.directory.SecondCopy;
import java.io.IOException;

/** What has come of something, in words. */
final class CopyText {

  private CopyText() {}

  static String copied(SecondCopy copy) {
    String copied =
        DisplayText.counted(copy.files(), "file")
            + ", "
            + DisplayText.counted(copy.bytes(), "byte");
    IOException failure = copy.failure();
    if (failure != null) {
      return copied + ", and no more: " + ErrorMessages.reason(failure);
    }
    return copy.refused() == 0
        ? copied
        : copied + "; no room for " + DisplayText.counted(copy.refused(), "file") + " more";
  }
}
