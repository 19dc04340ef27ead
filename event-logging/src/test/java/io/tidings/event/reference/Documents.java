package io.tidings.event.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.FormatEvaluatorFactory;
import dev.harrel.jsonschema.SpecificationVersion;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.tidings.event.DomainEvent;
import io.tidings.event.PayloadKind;
import io.tidings.event.json.DomainEventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Validation of generated documents and of events. */
final class Documents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  static CatalogWriter writer() {
    return CatalogWriter.of(Shop.CATALOG, "Shop", "1.4.0");
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the errors of a document under the meta-schema of 2020-12. */
  static List<?> metaErrors(String schema) {
    URI meta = URI.create(SpecificationVersion.DRAFT2020_12.getId());
    return new ValidatorFactory().createValidator().validate(meta, schema).getErrors();
  }

  /** Returns a validator of a schema that also asserts formats. */
  static Validator validator(URI id, String schema) {
    Validator validator =
        new ValidatorFactory().withEvaluatorFactory(new FormatEvaluatorFactory()).createValidator();
    validator.registerSchema(id, schema);
    return validator;
  }

  static <P extends Record> String event(PayloadKind<P> kind, P payload) {
    return json(
        DomainEvent.builder(kind, payload)
            .timestamp(Instant.parse("2026-11-01T12:30:00.000250Z"))
            .build());
  }

  static String json(DomainEvent event) {
    return new String(DomainEventJson.standard().write(event), StandardCharsets.UTF_8);
  }

  static String resource(String name) {
    try (InputStream file = Documents.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
