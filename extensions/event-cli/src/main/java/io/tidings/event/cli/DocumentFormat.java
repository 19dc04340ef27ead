package io.tidings.event.cli;

import io.tidings.event.reference.CatalogWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Document that describes the events of a catalogue. */
enum DocumentFormat {
  MARKDOWN("markdown"),
  JSON_SCHEMA("json-schema"),
  ASYNC_API("asyncapi");

  private final String option;

  DocumentFormat(String option) {
    this.option = option;
  }

  String write(CatalogWriter writer) {
    return switch (this) {
      case MARKDOWN -> writer.markdown();
      case JSON_SCHEMA -> writer.jsonSchema();
      case ASYNC_API -> writer.asyncApi();
    };
  }

  /** Parses the value of the option. */
  static final class Converter implements ITypeConverter<DocumentFormat> {

    @Override
    public DocumentFormat convert(String value) {
      return Stream.of(values())
          .filter(format -> format.option.equals(value))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException(rejection(value)));
    }

    private static String rejection(String value) {
      String known =
          Stream.of(values()).map(format -> format.option).collect(Collectors.joining(", "));
      return "'" + value + "' is not one of " + known;
    }
  }
}
