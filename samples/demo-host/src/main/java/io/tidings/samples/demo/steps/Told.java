package io.tidings.samples.demo.steps;

import io.tidings.event.cli.text.Faults;
import io.tidings.event.cli.text.Shown;
import io.tidings.samples.demo.directory.SecondCopy;
import java.io.IOException;

/** What has come of something, in words. */
final class Told {

  private Told() {}

  static String copied(SecondCopy copy) {
    String copied =
        Shown.counted(copy.files(), "file") + ", " + Shown.counted(copy.bytes(), "byte");
    IOException failure = copy.failure();
    if (failure != null) {
      return copied + ", and no more: " + Faults.reason(failure);
    }
    return copy.refused() == 0
        ? copied
        : copied + "; no room for " + Shown.counted(copy.refused(), "file") + " more";
  }
}
