package io.tidings.event.internal.payload;

import io.tidings.event.internal.RejectedValue;
import io.tidings.event.internal.ValueCodec;
import io.tidings.event.shape.DetailShape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** ValueCodec of an enum: the text of each constant is read once. */
record EnumCodec(Class<?> type, Map<Object, String> texts, Map<String, Object> constants)
    implements ValueCodec {

  static EnumCodec of(Class<?> type, Function<Enum<?>, String> enumText) {
    Map<Object, String> texts = new HashMap<>();
    Map<String, Object> constants = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      String text = enumText.apply((Enum<?>) constant);
      texts.put(constant, text);
      if (constants.put(text, constant) != null) {
        throw new RejectedValue(
            "%s has the id %s of another; rename one"
                .formatted(type.getName(), RejectedValue.quoted(text)));
      }
    }
    return new EnumCodec(type, texts, constants);
  }

  @Override
  public DetailShape shape() {
    return new DetailShape.Choice(
        Stream.of(type.getEnumConstants()).map(texts::get).map(String::valueOf).toList());
  }

  @Override
  public Object encode(Object value) {
    String text = texts.get(value);
    return text == null ? value : text;
  }

  @Override
  public Object decode(Object detail) {
    Object constant = constants.get(detail);
    if (constant == null) {
      throw RejectedValue.inexact(detail, type);
    }
    return constant;
  }
}
