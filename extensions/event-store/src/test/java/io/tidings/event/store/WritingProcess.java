package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process that appends batches to a trail, and says the last id of each after its append has
 * returned: {@code WritingProcess ADDRESS NAME BATCHES SIZE}, for ever if BATCHES is 0.
 */
final class WritingProcess {

  private WritingProcess() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    int batches = Integer.parseInt(args[2]);
    int size = Integer.parseInt(args[3]);
    try (EventStore store = open(args[0])) {
      out.println("open");
      for (int batch = 0; batches == 0 || batch < batches; batch++) {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          events.add(event(args[1] + "-" + batch + "-" + i));
        }
        store.append(events);
        out.println(args[1] + "-" + batch + "-" + (size - 1));
      }
    }
  }

  /** Opens the trail in a file, or at a JDBC URL. */
  static EventStore open(String address) {
    if (!address.startsWith("jdbc:")) {
      return EventStore.open(Path.of(address));
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(address);
    return EventStore.open(source);
  }

  private static DomainEvent event(String id) {
    return DomainEvent.root(EventType.TOOL_COMPLETED)
        .id(id)
        .scope(EventScope.none().withProject("apollo"))
        .sessionId("s-1")
        .detail("text", "x".repeat(100))
        .build();
  }

  /** Starts such a process with the classes of the tests. */
  static Process start(String address, String name, int batches, int size) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WritingProcess.class.getName(),
            address,
            name,
            String.valueOf(batches),
            String.valueOf(size))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
