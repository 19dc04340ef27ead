package io.tidings.event.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A process that follows a trail under a name, says the place of each event, and does not come back
 * from one of them: {@code FollowingProcess ADDRESS NAME PLACE}.
 */
final class FollowingProcess {

  private FollowingProcess() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    long last = Long.parseLong(args[2]);
    CountDownLatch never = new CountDownLatch(1);
    try (EventStore store = WritingProcess.open(args[0]);
        Follower follower =
            store.follow(
                args[1],
                EventQuery.platform(),
                Cursor.start(),
                stored -> {
                  out.println(stored.seq());
                  if (stored.seq() == last) {
                    never.await();
                  }
                })) {
      follower.done().get();
    }
  }

  /** Starts such a process with the classes of the tests. */
  static Process start(String address, String name, long last) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FollowingProcess.class.getName(),
            address,
            name,
            String.valueOf(last))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
