package io.tidings.event.cli.export;

import io.tidings.event.cli.audit.EventJson;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.json.CloudEventJson.Placement;
import io.tidings.event.store.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The format of an export: one line for each event, which starts with its position. */
public enum ExportFormat {
  /** One object for each line, as the other commands write it. */
  JSONL("jsonl", Pattern.compile("\\{\"seq\":([0-9]{1,18}),.*\\}")) {
    @Override
    String header() {
      return "";
    }

    @Override
    public String line(StoredEvent event, CloudEventJson form) {
      return EventJson.of(event, "");
    }
  },
  /** Comma-separated values with a heading. */
  CSV("csv", Pattern.compile("([0-9]{1,18}),\".*\"")) {
    @Override
    String header() {
      return CsvLine.HEADER;
    }

    @Override
    public String line(StoredEvent event, CloudEventJson form) {
      return CsvLine.of(event);
    }
  },
  /** One CloudEvent in the JSON format for each line. */
  CLOUDEVENTS(
      "cloudevents",
      Pattern.compile("\\{\"specversion\":\"1\\.0\",\"sequence\":\"0([0-9]{18})\",.*\\}")) {
    @Override
    String header() {
      return "";
    }

    @Override
    public String line(StoredEvent event, CloudEventJson form) {
      Placement placement = new Placement(event.seq(), event.receivedAt(), null);
      return new String(form.write(event.event(), placement), StandardCharsets.UTF_8);
    }
  };

  private final String option;
  private final Pattern form;

  ExportFormat(String option, Pattern form) {
    this.option = option;
    this.form = form;
  }

  /** Returns the name on the command line. */
  public String option() {
    return option;
  }

  /** Returns the first line, or the empty text for none. */
  abstract String header();

  /** Returns the line of an event, without a line break; its form if it is a CloudEvent. */
  public abstract String line(StoredEvent event, CloudEventJson form);

  /**
   * Returns the position at the start of a line.
   *
   * @throws IllegalArgumentException if it is not a line of this format
   */
  long seq(String line) {
    Matcher matcher = form.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("its last line is damaged; delete it, and export again");
    }
    return Long.parseLong(matcher.group(1));
  }
}
