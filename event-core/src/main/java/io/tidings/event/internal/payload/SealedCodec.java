package io.tidings.event.internal.payload;

import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.ValueCodec;
import io.tidings.event.shape.DetailShape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ValueCodec of a sealed interface of records: the details of the record after an entry {@code
 * type} with the record's simple name in snake_case.
 *
 * @contract PAY-04, PAY-06
 */
final class SealedCodec implements ValueCodec {

  private static final String TYPE = "type";

  private final Class<?> type;
  private final Map<Class<?>, Alternative> alternatives = new LinkedHashMap<>();
  private final Map<String, RecordCodec> records = new HashMap<>();

  private SealedCodec(Class<?> type) {
    this.type = type;
  }

  static SealedCodec of(Class<?> type, CodecFactory factory, String path) {
    SealedCodec codec = new SealedCodec(type);
    codec.addAll(type, factory, path);
    return codec;
  }

  private void addAll(Class<?> sealed, CodecFactory factory, String path) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        add(permitted, factory, path);
      } else if (permitted.isInterface() && permitted.isSealed()) {
        addAll(permitted, factory, path);
      } else {
        throw factory.rejected(
            path,
            "sealed interface %s permits %s, which is no record; permit records alone"
                .formatted(type.getName(), permitted.getName()));
      }
    }
  }

  private void add(Class<?> record, CodecFactory factory, String path) {
    if (alternatives.containsKey(record)) {
      return;
    }
    String name = DetailNames.snakeCase(record.getSimpleName());
    RecordCodec codec = factory.record(record, path + "(" + record.getSimpleName() + ")");
    if (codec.hasName(TYPE)) {
      throw factory.rejected(
          path,
          "record %s has a component named type, which the alternative's name takes; rename it"
              .formatted(record.getName()));
    }
    alternatives.put(record, new Alternative(name, codec));
    register(name, codec, factory, path);
    factory.formerNames(record).forEach(former -> register(former, codec, factory, path));
  }

  private void register(String name, RecordCodec codec, CodecFactory factory, String path) {
    if (records.putIfAbsent(name, codec) != null) {
      throw factory.rejected(
          path,
          "sealed interface %s permits two records with the name %s; rename one"
              .formatted(type.getName(), RejectedValue.quoted(name)));
    }
  }

  @Override
  public DetailShape shape() {
    Map<String, DetailShape.Structure> shapes = new LinkedHashMap<>();
    alternatives.values().forEach(each -> shapes.put(each.name, each.codec.shape()));
    return new DetailShape.Alternatives(shapes);
  }

  @Override
  public Object encode(Object value) {
    Alternative alternative = alternatives.get(value.getClass());
    if (alternative == null) {
      throw new RejectedValue(
          "is a %s, which %s does not permit"
              .formatted(value.getClass().getName(), type.getName()));
    }
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put(TYPE, alternative.name);
    alternative.codec.encode(value, details);
    return details;
  }

  @Override
  public Object decode(Object detail) {
    if (!(detail instanceof Map<?, ?> details)) {
      throw RejectedValue.inexact(detail, type);
    }
    RecordCodec codec = details.get(TYPE) instanceof String name ? records.get(name) : null;
    if (codec == null) {
      throw new RejectedValue(
          "has no entry \"type\" that names a record which %s permits".formatted(type.getName()));
    }
    return codec.decode(details);
  }

  /** A permitted record with its present name. */
  private record Alternative(String name, RecordCodec codec) {}
}
