package io.tidings.event.cli.export;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.event.cli.text.Output;
import io.tidings.event.cli.text.Progress;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An export of the events of a query in sequence order. It reads a page at a time, so it neither
 * keeps the write-ahead log from being truncated nor holds more than one event in memory. It ends
 * with the last event that was stored when it started. Confined to one thread.
 */
public final class EventExport {

  private static final int PAGE = 1_000;

  private final EventStore trail;
  private final EventQuery query;
  private final ExportFormat format;
  private final CloudEventJson form;
  private final Progress progress;

  /**
   * Creates an export.
   *
   * @param form the form of CloudEvents, for that format
   */
  public EventExport(
      EventStore trail,
      EventQuery query,
      ExportFormat format,
      CloudEventJson form,
      Progress progress) {
    this.trail = trail;
    this.query = query;
    this.format = format;
    this.form = form;
    this.progress = progress;
  }

  /** Writes the events after a position; ends early if the output fails. */
  public void writeTo(Output output, long after) throws IOException {
    if (after == 0 && !format.header().isEmpty()) {
      output.line(format.header());
    }
    write(after, new OutputLines(output));
  }

  /**
   * Continues a file after its last complete line, or after a position if it has none.
   *
   * @return the number of events that were written
   * @throws IllegalArgumentException if the file does not hold an export of this trail
   * @throws IOException if writing fails; the export can be resumed
   */
  public long continueIn(ExportFile file, long after) throws IOException {
    String last = file.lastEvent();
    long position = last == null ? after : requireOwn(last);
    try {
      file.begin();
      long written = write(position, new FileLines(file));
      file.force();
      return written;
    } catch (IOException failure) {
      throw new IOException(
          "cannot write %s: %s; repeat the command with --resume to continue"
              .formatted(
                  DisplayText.escaped(file.path().toString()), ErrorMessages.reason(failure)),
          failure);
    }
  }

  /** Returns the position of a line, whose event must be in the trail or have been removed. */
  private long requireOwn(String line) {
    long seq = format.seq(line);
    List<StoredEvent> found =
        seq == 0 ? List.of() : trail.list(query.cursor(new Cursor(seq - 1, 1)));
    boolean isStored = !found.isEmpty() && found.get(0).seq() == seq;
    if (isStored ? format.line(found.get(0), form).equals(line) : trail.removedUpTo(query) >= seq) {
      return seq;
    }
    throw new IllegalArgumentException(
        "its last event, %d, differs from the trail's; name another file".formatted(seq));
  }

  private long write(long after, Lines lines) throws IOException {
    long total = trail.count(query.cursor(Cursor.after(after)));
    long written = 0;
    long last = after;
    for (long before = -1; written < total && written > before; ) {
      before = written;
      Cursor page = new Cursor(last, (int) Math.min(PAGE, total - written));
      try (Stream<StoredEvent> events = trail.stream(query.cursor(page))) {
        for (Iterator<StoredEvent> left = events.iterator();
            left.hasNext() && lines.isOpen();
            written++) {
          StoredEvent event = left.next();
          lines.write(format.line(event, form));
          last = event.seq();
        }
      }
      lines.endPage();
      progress.events("exported", written, total);
    }
    return written;
  }

  /** The receiver of lines. */
  private interface Lines {

    boolean isOpen();

    void write(String line) throws IOException;

    void endPage() throws IOException;
  }

  private record OutputLines(Output output) implements Lines {

    @Override
    public boolean isOpen() {
      return !output.hasFailed();
    }

    @Override
    public void write(String line) {
      output.line(line);
    }

    @Override
    public void endPage() {}
  }

  private record FileLines(ExportFile file) implements Lines {

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void write(String line) throws IOException {
      file.line(line);
    }

    @Override
    public void endPage() throws IOException {
      file.flush();
    }
  }
}
