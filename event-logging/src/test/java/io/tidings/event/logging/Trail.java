package io.tidings.event.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Separate logback context configured by the shipped file, as a host configures it. */
final class Trail implements AutoCloseable {

  private final LoggerContext context = new LoggerContext();
  private final Path file;

  Trail(Path file, Map<String, String> properties) throws JoranException {
    this.file = file;
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("tidings.audit.file", file.toString());
    properties.forEach(context::putProperty);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String xml = "<configuration><include resource='tidings-audit-log.xml'/></configuration>";
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  LoggingTap tap() {
    return LoggingTap.standard().withLogger(logger());
  }

  Logger logger() {
    return context.getLogger(LoggingTap.LOGGER_NAME);
  }

  AuditFileAppender appender() {
    return (AuditFileAppender) logger().getAppender("tidings-audit");
  }

  List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }

  List<Path> files() throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalStateException("the file must be in a folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  List<String> errors() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= Status.WARN)
        .map(Status::getMessage)
        .toList();
  }

  boolean isConfigured() {
    return logger().getLevel() == Level.INFO && !logger().isAdditive();
  }

  @Override
  public void close() {
    context.stop();
  }
}
