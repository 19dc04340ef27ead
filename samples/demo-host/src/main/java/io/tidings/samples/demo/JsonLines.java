package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.cli.text.Output;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.redact.Redactor;
import java.nio.charset.StandardCharsets;

/** The events as redacted lines of JSON. Confined to one thread. */
final class JsonLines implements Display {

  private final Output output;
  private final Redactor redactor = Redactor.standard();
  private final DomainEventJson json = DomainEventJson.standard();

  JsonLines(Output output) {
    this.output = output;
  }

  @Override
  public void event(DomainEvent event) {
    output.line(new String(json.write(redactor.redact(event)), StandardCharsets.UTF_8));
  }
}
