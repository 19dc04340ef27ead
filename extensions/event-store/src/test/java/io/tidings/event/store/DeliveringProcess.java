package io.tidings.event.store;

import io.tidings.event.async.RetryPolicy;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with a delivery that appends a line for each event to a file, and prints it: {@code
 * DeliveringProcess ADDRESS FILE}. Ends when its input is closed.
 */
final class DeliveringProcess {

  static final DeliveryOptions OPTIONS =
      DeliveryOptions.perKey(DeliveryKey.SESSION)
          .parallel(4)
          .lease(Duration.ofSeconds(1))
          .retrying(RetryPolicy.attempts(50).backoff(Duration.ofMillis(1), Duration.ofMillis(20)));

  private DeliveringProcess() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    long pid = ProcessHandle.current().pid();
    try (FileChannel file =
            FileChannel.open(
                Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        EventStore store = WritingProcess.open(args[0]);
        Delivery delivery =
            store.deliver(
                "mailer",
                EventQuery.platform(),
                OPTIONS,
                attempt -> {
                  String line = handled(attempt, pid);
                  file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
                  out.println(line);
                })) {
      int unused = System.in.read();
    }
  }

  private static String handled(DeliveryAttempt attempt, long pid) throws IOException {
    LockSupport.parkNanos(500_000);
    int failures = Objects.requireNonNull(attempt.event().detail("failures", Integer.class));
    if (attempt.number() <= failures) {
      throw new IOException("attempt " + attempt.number());
    }
    return pid + " " + attempt.event().sessionId() + " " + attempt.seq();
  }

  /** Starts such a process with the classes of the tests. */
  static Process start(String address, Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DeliveringProcess.class.getName(),
            address,
            file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
